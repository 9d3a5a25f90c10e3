-- Pandoc AST -> calls of the functions that guide.typ defines.
--
-- The AST says what things are (Div "question", Span "legal-ref" …), the template what they look
-- like; this filter only joins the two. Text always goes through pandoc's own escaping, strings
-- through `quoted`. Every call within a line ends with ";", else Typst would read a following
-- ".word" or "(…)" as part of it.

local stringify = pandoc.utils.stringify

local function quoted(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', "\\u{22}"):gsub("%c", " ") .. '"'
end

-- Content within the source of a call is a mark until the call is whole: then pandoc writes it, with all else, once.
-- Writing each part on its own took nine tenths of a filter's time.
local kept = {}

local function keep(value)
  kept[#kept + 1] = value
  return "[\1" .. #kept .. "\2]"
end

local function content(blocks) return keep { blocks = blocks } end
local function inline_content(inlines) return keep { inlines = inlines } end

local function typst(text) return pandoc.RawInline("typst", text) end

-- What begins like a heading, a list or a comment is text: pandoc escapes it at the start of a block only.
local function guarded(inlines)
  local first = inlines[1]
  local risky = first and first.t == "Str" and first.text:match("^[-=+/%d]")
  return risky and { typst("#none;"), table.unpack(inlines) } or inlines
end

-- Inlines between pieces of source, and blocks where they may stand.
local function spliced(source)
  local made, line = pandoc.Blocks {}, pandoc.Inlines {}
  local function flush()
    if #line == 0 then return end
    local only = #line == 1 and line[1].t == "RawInline"
    made:insert(only and pandoc.RawBlock("typst", line[1].text) or pandoc.Plain(line))
    line = pandoc.Inlines {}
  end
  local at = 1
  while true do
    local from, to, number = source:find("\1(%d+)\2", at)
    line:insert(typst(source:sub(at, from and from - 1)))
    if not from then break end
    local value = kept[tonumber(number)]
    local first = value.blocks and value.blocks[1]
    local rest = value.blocks or {}
    -- A lone paragraph has a break before it, else Typst would tag it as mere text, and none after it.
    local lone = first and first.t == "Para" and #rest == 1
    if lone then line:insert(typst("#parbreak();")) end
    if value.inlines or lone or first and first.t == "Plain" then
      line:extend(guarded(value.inlines or first.content))
      rest = { table.unpack(rest, 2) }
    end
    if #rest > 0 then
      flush()
      made:extend(rest)
    end
    at = to + 1
  end
  flush()
  return made
end

local function block(source) return spliced(source) end

local function inline(source)
  local made = spliced(source .. ";")
  return made[1].t == "RawBlock" and pandoc.Inlines { typst(made[1].text) } or made[1].content
end

-- "name: value" pairs of a call; absent values are left out, so that the template's defaults hold.
local function named(pairs_list)
  local parts = {}
  for _, pair in ipairs(pairs_list) do
    if pair[2] and pair[2] ~= "" then parts[#parts + 1] = pair[1] .. ": " .. pair[2] end
  end
  return table.concat(parts, ", ")
end

-- What is too long to stay on one page.
local function long(div) return div.classes:includes("long") and "true" end

local function anchor(ident)
  if ident == "" then return "" end
  return "#anchor(" .. quoted(ident) .. ")"
end

-- Splits the children of a Div: those that are Divs of that class, and the rest.
local function split(blocks, class)
  local found, rest = pandoc.Blocks {}, pandoc.Blocks {}
  for _, child in ipairs(blocks) do
    if child.t == "Div" and child.classes:includes(class) then found:insert(child) else rest:insert(child) end
  end
  return found, rest
end

-- Content of the first child Div of a class, and the remaining children.
local function take(blocks, class)
  local found, rest = split(blocks, class)
  return found[1] and content(found[1].content) or nil, rest, found[1]
end

local function box(div)
  local _, body, title_div = take(div.content, "box-title")
  local kind = "note"
  for _, class in ipairs(div.classes) do kind = class:match("^box%-(.+)$") or kind end
  local only_name = title_div and title_div.classes:includes("own-name")
  local title_content = title_div and inline_content(pandoc.utils.blocks_to_inlines(title_div.content))
  return block("#kit-box(" .. named {
    { "kind", quoted(kind) },
    { only_name and "name" or "title", title_content },
    { "state", div.attributes.state and quoted(div.attributes.state) },
    { "about", div.attributes.about and quoted(div.attributes.about) },
  } .. ")" .. content(body))
end

local function session_call(name, div)
  local fields, body = split(div.content, "session-field")
  local arguments = {
    { "minutes", div.attributes.minutes },
    { "online-minutes", div.attributes["online-minutes"] },
    { "told", div.classes:includes("told") and "true" },
  }
  for _, field in ipairs(fields) do
    arguments[#arguments + 1] = { field.attributes.name, inline_content(pandoc.utils.blocks_to_inlines(field.content)) }
  end
  return "#" .. name .. "(" .. named(arguments) .. ")", body
end

local function session(div)
  local call, body = session_call("session-box", div)
  return block(call .. content(body))
end

local function glance(div)
  return block((session_call("lesson-glance", div)))
end

-- An array of Typst values; one of a single value needs its comma, an empty one must have none.
local function array(values)
  return #values > 0 and "(" .. table.concat(values, ", ") .. ",)" or "()"
end

-- The bottom-up walk leaves the parts of questions and scenarios as Divs: only the whole knows how they look.
local function part(name, div, arguments)
  local feedback, body = take(div.content, "feedback")
  local all = pandoc.List { { "feedback", feedback } }
  for _, argument in ipairs(arguments) do all:insert(argument) end
  return name .. "(" .. named(all) .. ")" .. content(body)
end

local function answer(div)
  return part("answer", div, { { "correct", div.attributes.correct }, { "place", div.attributes.place } })
end

local function left(div)
  return part("pair-side", div, { { "letter", div.attributes.letter and quoted(div.attributes.letter) } })
end

local function right(div) return content(div.content) end

local function question(div)
  local answers, rest = split(div.content, "answer")
  local lefts, without_lefts = split(rest, "left")
  local rights, without_pairs = split(without_lefts, "right")
  local feedback, prompt = take(without_pairs, "feedback")
  return block(anchor(div.identifier) .. "\n#question(" .. named {
    { "name", quoted(div.attributes.name or "") },
    { "kind", quoted(div.attributes.kind or "single") },
    { "points", div.attributes.points },
    { "unit", div.attributes.unit and quoted(div.attributes.unit) },
    { "answers", array(answers:map(answer)) },
    { "lefts", #lefts > 0 and array(lefts:map(left)) },
    { "rights", #rights > 0 and array(rights:map(right)) },
    { "feedback", feedback },
    { "notes", div.classes:includes("scored") and "false" },
    { "long", long(div) },
  } .. ")" .. content(prompt))
end

local function assessment(div)
  local intro, body = take(div.content, "intro")
  return block("#assessment(" .. named {
    { "kind", quoted(div.attributes.kind) },
    { "count", div.attributes.count },
    { "pass", div.attributes.pass },
    { "own-page", div.classes:includes("own-page") and "true" },
    { "under-heading", div.classes:includes("under-heading") and "true" },
    { "intro", intro },
  } .. ")" .. content(body))
end

local function choice(div)
  local consequence, body = take(div.content, "feedback")
  return "choice(" .. named {
    { "goto", div.attributes["goto"] },
    { "target", div.attributes.label and quoted(div.attributes.label) },
    { "consequence", consequence },
  } .. ")" .. content(body)
end

local function step(div)
  local choices, body = split(div.content, "choice")
  return block("#step(" .. named {
    { "number", div.attributes.number },
    { "target", quoted(div.attributes.label) },
    { "score", div.attributes.score },
    { "choices", array(choices:map(choice)) },
    { "long", long(div) },
  } .. ")" .. content(body))
end

local function joined(lists)
  local all = pandoc.Blocks {}
  for _, list in ipairs(lists) do all:extend(list) end
  return all
end

local function scenario(div)
  local _, rest, title = take(div.content, "box-title")
  local steps, intro = split(rest, "step")
  return block("#scenario(" .. named {
    { "title", inline_content(pandoc.utils.blocks_to_inlines(title.content)) },
    { "intro", #intro > 0 and content(intro) },
  } .. ")" .. content(joined(steps:map(step))))
end

local function reflection(div)
  return block("#reflection(" .. named { { "lines", div.attributes.lines }, { "long", long(div) } } .. ")" .. content(div.content))
end

local function media(div)
  local caption = #div.content > 0 and content(div.content) or "none"
  return block("#media-asset(" .. quoted(div.attributes.media) .. ", " .. caption .. ")")
end

local function job_aid(div)
  local _, body, title = take(div.content, "box-title")
  return block("#job-aid(" .. named {
    { "title", inline_content(pandoc.utils.blocks_to_inlines(title.content)) },
    { "ident", quoted(div.identifier) },
    { "module", div.attributes.module and quoted(div.attributes.module) },
    { "line", div.attributes.line },
  } .. ")" .. content(body))
end

local DIVS = {
  box = box,
  session = session,
  question = question,
  assessment = assessment,
  scenario = scenario,
  reflection = reflection,
  media = media,
  anchor = function(div) return block(anchor(div.identifier)) end,
  attribution = function(div) return block("#attribution" .. content(div.content)) end,
  rubric = function(div) return block("#rubric" .. content(div.content)) end,
  glossary = function(div) return block("#glossary-list" .. content(div.content)) end,
  sources = function(div) return block("#source-list" .. content(div.content)) end,
  ["session-plan"] = function(div)
    return block("#session-plan(" .. named { { "way", quoted(div.attributes.way) }, { "long", long(div) } } .. ")" .. content(div.content))
  end,
  wide = function(div) return block("#wide" .. content(div.content)) end,
  glance = glance,
  form = function(div) return block("#form(" .. quoted(div.attributes.name) .. ")") end,
  aids = function() return block("#aids()") end,
  index = function() return block("#index-list()") end,
  ["job-aid"] = job_aid,
  checklist = function(div) return block("#checklist" .. content(div.content)) end,
  ["aid-notes"] = function(div) return block("#aid-notes" .. content(div.content)) end,
  recordings = function(div) return block("#recordings-plan" .. content(div.content)) end,
  ["contact-list"] = function() return block("#contact-list()") end,
}

local LEFT_TO_PARENT = {
  ["box-title"] = true, ["session-field"] = true, answer = true, left = true, right = true, feedback = true,
  intro = true, step = true, choice = true,
}

-- These place their identifiers themselves.
local NAMES_ITSELF = { anchor = true, question = true, ["job-aid"] = true }

function Div(div)
  for _, class in ipairs(div.classes) do
    if LEFT_TO_PARENT[class] then return nil end
    if DIVS[class] then
      local made = DIVS[class](div)
      if div.identifier ~= "" and not NAMES_ITSELF[class] then made:insert(1, block(anchor(div.identifier))[1]) end
      return made
    end
  end
  if div.identifier == "" then return div.content end
  local made = block(anchor(div.identifier))
  made:extend(div.content)
  return made
end

local SPANS = {
  anchor = function(span) return inline("#anchor(" .. quoted(span.identifier) .. ")") end,
  ["legal-ref"] = function(span)
    return inline(anchor(span.identifier) .. "#legal-ref(" .. quoted(span.attributes.state or "") .. ")" .. inline_content(span.content))
  end,
  ["glossary-term"] = function(span)
    return inline("#glossary-term(" .. quoted(span.identifier) .. ")" .. inline_content(span.content))
  end,
  source = function(span)
    return inline("#source-name(" .. quoted(span.identifier) .. ")" .. inline_content(span.content))
  end,
  state = function(span) return inline("#pending(" .. quoted(span.attributes.state) .. ")") end,
  ["term-pages"] = function(span) return inline("#term-pages(" .. quoted(span.attributes.term) .. ")") end,
  where = function(span) return inline("#where" .. inline_content(span.content)) end,
}

function Span(span)
  for _, class in ipairs(span.classes) do
    if SPANS[class] then
      local made = SPANS[class](span)
      if class == "anchor" then made:extend(span.content) end
      return made
    end
  end
  return span.content
end

function Link(link)
  local label = link.target:match("^#(.+)$")
  local body = inline_content(link.content)
  if not label then return inline("#outside-link(" .. quoted(link.target) .. ")" .. body) end
  if link.classes:includes("numbered") then return inline("#numbered-ref(" .. quoted(label) .. ")") end
  local name = link.classes:includes("term") and "term-link" or link.classes:includes("cite") and "cite-link" or "inside-link"
  return inline("#" .. name .. "(" .. quoted(label) .. ")" .. body)
end

-- pandoc writes a start beside a numbering of its own, which would hide how the template numbers steps.
function OrderedList(list)
  if list.start == 1 or list.style ~= "Decimal" then return nil end
  local start = list.start
  list.listAttributes = pandoc.ListAttributes()
  return { block("#[\n#set enum(start: " .. start .. ")")[1], list, block("]")[1] }
end

function Header(header)
  local name = header.classes:includes("back") and "back-heading" or "part-heading"
  return block("#" .. name .. "(" .. header.level .. ", " .. quoted(header.identifier) .. ")" .. inline_content(header.content))
end

local function picture_call(image)
  local width = (image.attributes.width or ""):match("^([%d.]+%%)$")
  return "#picture(" .. quoted(image.src) .. ", " .. named {
    { "alt", quoted(stringify(image.caption)) }, { "width", width },
  } .. ")"
end

function Image(image)
  local made = inline((picture_call(image):gsub("^#picture", "#small-picture")))
  if image.identifier == "" then return made end
  local both = inline(anchor(image.identifier))
  both:extend(made)
  return both
end

local function only_picture(paragraph)
  local only = #paragraph.content == 1 and paragraph.content[1]
  if not only or only.t ~= "Image" then return nil end
  local before = only.identifier ~= "" and anchor(only.identifier) .. "\n" or ""
  return block(before .. picture_call(only))
end

function Figure(figure)
  local ident = figure.identifier ~= "" and quoted(figure.identifier) or nil
  local caption = #figure.caption.long > 0 and inline_content(pandoc.utils.blocks_to_inlines(figure.caption.long)) or nil
  return block("#kit-figure(" .. named {
    { "caption", caption }, { "ident", ident }, { "number", figure.attributes.number },
  } .. ")" .. content(figure.content))
end

local function cell_call(cell)
  local span = named {
    { "colspan", cell.col_span > 1 and tostring(cell.col_span) },
    { "rowspan", cell.row_span > 1 and tostring(cell.row_span) },
  }
  return "table.cell(" .. span .. ")" .. content(cell.contents)
end

local function cells(rows)
  local found = {}
  for _, row in ipairs(rows) do
    for _, cell in ipairs(row.cells) do found[#found + 1] = cell_call(cell) end
  end
  return "(" .. table.concat(found, ", ") .. (#found > 0 and ",)" or ")")
end

local function widths(colspecs)
  local found = {}
  for _, spec in ipairs(colspecs) do
    found[#found + 1] = type(spec[2]) == "number" and string.format("%.4ffr", spec[2] * 100) or "auto"
  end
  return "(" .. table.concat(found, ", ") .. ",)"
end

function Table(tbl)
  local rows = pandoc.List {}
  for _, body in ipairs(tbl.bodies) do rows:extend(body.body) end
  return block("#data-table(" .. named {
    { "columns", widths(tbl.colspecs) },
    { "header", cells(tbl.head.rows) },
    { "stubs", tostring(tbl.bodies[1] and tbl.bodies[1].row_head_columns or 0) },
    { "caption", #tbl.caption.long > 0 and inline_content(pandoc.utils.blocks_to_inlines(tbl.caption.long)) },
    { "ident", tbl.identifier ~= "" and quoted(tbl.identifier) },
    { "number", tbl.attributes.number },
  } .. ", .." .. cells(rows) .. ")")
end

-- A paragraph that is all of a definition is text in it: a list of its own would leave the term alone.
local function definition(blocks)
  if #blocks == 1 and (blocks[1].t == "Para" or blocks[1].t == "Plain") then return inline_content(blocks[1].content) end
  return content(blocks)
end

function DefinitionList(list)
  local items = {}
  for _, item in ipairs(list.content) do
    local bodies = pandoc.Blocks {}
    for _, body in ipairs(item[2]) do bodies:extend(body) end
    items[#items + 1] = "terms.item(" .. inline_content(item[1]) .. ", " .. definition(bodies) .. ")"
  end
  return block("#definition-list(" .. table.concat(items, ", ") .. ")")
end

-- Highlighting would bring functions of pandoc's own Typst template.
function CodeBlock(code)
  local text = code.text:gsub("\\", "\\\\"):gsub('"', "\\u{22}"):gsub("\n", "\\n")
  return block('#raw(block: true, "' .. text .. '")')
end

function Code(code) return inline("#raw(" .. quoted(code.text) .. ")") end

local OPEN_ENDED = { Emph = true, Strong = true, Superscript = true, Subscript = true, Note = true }

-- pandoc 3.9 writes *word*.more as "#emph[word].more", which Typst reads as a field of the call.
function Inlines(inlines)
  local found = pandoc.Inlines {}
  for i, item in ipairs(inlines) do
    found:insert(item)
    local after = inlines[i + 1]
    if OPEN_ENDED[item.t] and after and not after.t:match("Space$") and not after.t:match("Break$") then
      found:insert(pandoc.RawInline("typst", ";"))
    end
  end
  return found
end

-- What the template adds at the end of each definition: the pages of a term, the state of a source.
local ENDINGS = {
  glossary = function(term) return pandoc.Attr("", { "term-pages" }, { term = term.identifier }) end,
  sources = function(name) return pandoc.Attr("", { "state" }, { state = name.attributes.state or "" }) end,
}

local function with_endings(div)
  local ending = ENDINGS[div.classes[1]]
  if not ending then return nil end
  return div:walk {
    DefinitionList = function(list)
      for _, item in ipairs(list.content) do
        local last = item[2][#item[2]]
        last[#last].content:insert(pandoc.Span({}, ending(item[1][1])))
      end
      return list
    end,
  }
end

-- Pictures that are a paragraph of their own must be seen before `Image` turns them into text.
return {
  { Para = only_picture, Plain = only_picture, Div = with_endings },
  {
    Inlines = Inlines, Div = Div, Span = Span, Link = Link, Header = Header, Image = Image,
    Figure = Figure, Table = Table, CodeBlock = CodeBlock, Code = Code,
    DefinitionList = DefinitionList, OrderedList = OrderedList,
  },
}
