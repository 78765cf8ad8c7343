# The area and its banks
nav-assessment = Tests and items
assessment-title = Tests and items
assessment-lead = What people know, decide and can do: asked before, after and later, and scored by the same rules each time.
assessment-back = Back
bank-all = Item banks
bank-new = New item bank
bank-none = No item bank yet
bank-none-words = A bank keeps questions and tasks that both sides write, with their right answers, and every version of them.
bank-items = { $count ->
    [one] One item that can be asked
   *[other] { $number } items that can be asked
}
bank-lead = Both sides write in it, and every item keeps who wrote it.
bank-title = Title
bank-title-hint = What its items are about
bank-language = Language
bank-language-hint = Every item has words in this language, and may have them in others.
bank-programme = Programme
bank-programme-hint = Leave it empty for a bank that several programmes use.
bank-make = Make the bank
bank-said-made = The bank is there. Write the first item, or take items from a file.
bank-export-rows = Export (CSV)
bank-export-package = Export (QTI 3.0)
# Items
item-new = Write an item:
item-none = No items yet
item-none-words = Items are written here one by one, or come from a file: CSV, Excel, or QTI 2.1 and 3.0.
item-all = Items
item-question = Question
item-question-in = Question ({ $language })
item-kind = Kind
item-kind-single = One choice
item-kind-multiple = Several choices
item-kind-numeric = Number
item-kind-ordering = Order
item-kind-short-text = Short text
item-kind-matching = Pairs
item-tier = Tier (LTEM)
item-tier-hint = What a right answer shows, in the learning-transfer evaluation model
item-tier-4 = 4: knows it
item-tier-5 = 5: decides well in a realistic situation
item-tier-6 = 6: can do the task
item-skill = Skill
item-skill-hint = What it is a sign of, in a few words
item-module = Module
item-version = Version
item-retired = retired
item-older = older version
item-lines = Lines
item-lines-single = One option a line, with a star before the right one: * Listen
item-lines-multiple = One option a line, with a star before each right one: * Listen
item-lines-ordering = One line each, in the right order. People see them in another order.
item-lines-short-text = One accepted form a line. Case and marks on letters make no difference.
item-lines-matching = One pair a line: manager = talks. A line that begins with = is a target that nothing belongs to.
item-answer = Right answer
item-tolerance = Tolerance
item-tolerance-hint = So far from it is still right
item-points = Points
item-partial = What is right in part gives part of the points
item-partial-short = parts count
item-feedback = Feedback
item-feedback-hint = Shown with the result, when results are released
item-save = Save the item
item-save-version = Save as the next version
item-edit = Write the next version
item-edit-lead = What was asked before stays as it was: this becomes the next version.
item-retire = Retire
item-as-learner = As a learner sees it
item-right = Right
item-languages = Languages
item-source = Name in its file
item-versions = Versions
item-version-by = Version { $version } by { $writer }
item-side-organisation = organisation
item-side-partner = partner
item-said-written = The item is in the bank.
item-said-changed = The next version is in the bank.
item-said-retired = The item is retired. Tests that ask it go on.
answer-number = Your answer, a number
answer-words = Your answer, in a few words
answer-order-hint = Give each line its place: 1 comes first.
# Items from a file
import-title = Take items from a file
import-lead = You see every item before anything is written.
import-file = File
import-file-hint = QTI 2.1, 2.2 or 3.0 (XML or a package as ZIP), CSV or Excel; up to 5,000 items
import-look = Look at the items
import-how = What a file may hold
import-how-rows = Rows have the columns kind, question, options, answer, points, partial, tolerance, feedback, skill and tier; only the first two are required. Options stand on lines of their own or with | between them, with a star before what is right.
import-how-qti = Of QTI these are taken: choice, text entry, order and match interactions with the scoring of match_correct or map_response. Whatever can’t be taken is named, item by item.
import-preview = What the file holds
import-preview-lead = Nothing is written yet.
import-coming = Can be taken
import-refused = Can’t be taken
import-take = { $count ->
    [one] Take one item
   *[other] Take { $number } items
}
import-other-file = Choose another file
import-nothing = No item of this file can be taken. The list says why.
import-found = Found
import-remarks = Remarks
import-not-taken = Not taken.
import-more = { $count ->
    [one] One more is not shown.
   *[other] { $number } more are not shown.
}
import-said-taken = The items are in the bank.
# Faults
fault-item-prompt = Write what is asked
fault-item-long = This is too long: at most 4,000 characters for a question and 500 for a line
fault-item-few = There are at least two lines to choose from
fault-item-many = There are at most 30 lines
fault-item-twice = Two lines read the same
fault-item-one-right = Exactly one option is right: put a star before it
fault-item-none-right = At least one option is right: put a star before it
fault-item-no-form = Write at least one accepted form
fault-item-no-number = Give a number, and a tolerance that is not below 0
fault-item-languages = Every language has the same lines in the same order, with the same ones right
fault-item-points = Points lie above 0, up to 1,000
fault-item-target = Write each pair as “one = other”
fault-item-changed = { $writer } wrote the next version meanwhile. Look at it, then write on.
fault-answer-order = Give each line a place of its own
fault-import-file = This file can’t be read: { $why }
fault-import-many = A file holds at most { $most } items; split it
fault-import-cells = Some rows need a look; nothing was taken
fault-import-cell = Row { $row }, column { $column }: { $why }
fault-import-carried = The items could not be read again. Choose the file once more
fault-qti-large = The file is larger than { $most } MB
fault-qti-item-large = The document is larger than { $most } MB: { $name }
fault-qti-inside = What is packed in the file is larger than { $most } MB or has too many parts
fault-qti-damaged = The package is damaged
fault-qti-no-manifest = The package has no imsmanifest.xml
fault-qti-no-items = The package names no items
fault-qti-no-item = This is no item but { $kind }
fault-qti-missing-file = The package does not hold the file { $name }
fault-qti-encoding = The characters are neither UTF-8 nor UTF-16
fault-qti-dtd = It has a document type definition, which is not read: entities could hold anything
fault-qti-nodes = It has more than { $most } elements
fault-qti-xml = The XML breaks off or is wrong at line { $line }, column { $column }
fault-qti-no-body = It has no body
fault-qti-template = It is a template that makes items, not an item
fault-qti-shown = It shows something that is not text ({ $name })
fault-qti-nothing-asked = It asks nothing
fault-qti-several = It asks several things at once
fault-qti-interaction = Its way of asking is not known here ({ $name })
fault-qti-undeclared = It does not say what is right ({ $name } is not declared)
fault-qti-unknown-option = What is right is not among the options ({ $name })
fault-qti-order = Its right order does not name every option once
fault-qti-match = Its pairs do not give each option exactly one target
fault-qti-base-type = Its answers are of a kind that is not known here ({ $name })
fault-qti-processing = It is scored in a way that is not known here ({ $name })
fault-qti-own-processing = It is scored by rules of its own
remark-qti-language = Its language ({ $language }) is not known here; it was taken for the language of the bank
remark-qti-other-language = It is written in { $language }, not in the language of the bank
remark-qti-no-processing = It does not say how it is scored: all or nothing, one point
remark-qti-worths = Its answers had worths of their own; here every right part counts the same
remark-qti-feedback = It had { $count } feedbacks, each for another answer; none was taken
remark-qti-left-out = Left out: { $names }
refusal-item-retired = This item is retired. Write a new one instead.
# History
event-bank-created = made the item bank “{ $title }”
event-item-written = wrote { $count } items in “{ $bank }”
event-item-changed = wrote version { $version } of an item in “{ $bank }”
event-item-retired = retired an item of “{ $bank }”
