-- A limit of money has a currency, and so has what is asked: amounts of two currencies are never held against each other.
-- What was entered until now was in the currency of the terms, and in euros where none were written.
ALTER TABLE mandate ADD COLUMN currency TEXT;
ALTER TABLE ask ADD COLUMN currency TEXT;
UPDATE mandate SET currency = COALESCE((
    SELECT CASE
      WHEN t.content LIKE '%"terms":{"currency":"USD"%' THEN 'USD'
      WHEN t.content LIKE '%"terms":{"currency":"GBP"%' THEN 'GBP'
      WHEN t.content LIKE '%"terms":{"currency":"CHF"%' THEN 'CHF'
      WHEN t.content LIKE '%"terms":{"currency":"DKK"%' THEN 'DKK'
      WHEN t.content LIKE '%"terms":{"currency":"NOK"%' THEN 'NOK'
      WHEN t.content LIKE '%"terms":{"currency":"SEK"%' THEN 'SEK'
      WHEN t.content LIKE '%"terms":{"currency":"PLN"%' THEN 'PLN'
      WHEN t.content LIKE '%"terms":{"currency":"CZK"%' THEN 'CZK'
      ELSE 'EUR' END
    FROM terms t
    WHERE t.organisation_id = mandate.organisation_id AND t.partnership_id = mandate.partnership_id
      AND t.state IN ('agreed', 'proposed')
    ORDER BY t.state, t.ordinal DESC LIMIT 1), 'EUR')
  WHERE most IS NOT NULL OR kind_most IS NOT NULL;
UPDATE ask SET currency = COALESCE((
    SELECT CASE
      WHEN t.content LIKE '%"terms":{"currency":"USD"%' THEN 'USD'
      WHEN t.content LIKE '%"terms":{"currency":"GBP"%' THEN 'GBP'
      WHEN t.content LIKE '%"terms":{"currency":"CHF"%' THEN 'CHF'
      WHEN t.content LIKE '%"terms":{"currency":"DKK"%' THEN 'DKK'
      WHEN t.content LIKE '%"terms":{"currency":"NOK"%' THEN 'NOK'
      WHEN t.content LIKE '%"terms":{"currency":"SEK"%' THEN 'SEK'
      WHEN t.content LIKE '%"terms":{"currency":"PLN"%' THEN 'PLN'
      WHEN t.content LIKE '%"terms":{"currency":"CZK"%' THEN 'CZK'
      ELSE 'EUR' END
    FROM terms t
    WHERE t.organisation_id = ask.organisation_id AND t.partnership_id = ask.partnership_id
      AND t.state IN ('agreed', 'proposed')
    ORDER BY t.state, t.ordinal DESC LIMIT 1), 'EUR')
  WHERE amount IS NOT NULL;
