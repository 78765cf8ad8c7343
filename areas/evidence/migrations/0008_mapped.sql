-- The statements that count by a rule, page by page.
CREATE INDEX mapped_statement_by_rule ON mapped_statement (organisation_id, rule_id, position);
