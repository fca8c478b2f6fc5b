-- Neovim as an editor of a report: opens a chapter, changes a digit, reads the diagnostic, applies the fix, renames an id. Steps and
-- what was seen are written as JSON lines for the test; any error ends it with a message.
local root, out = os.getenv("KEREGE_ROOT"), io.open(os.getenv("KEREGE_OUT"), "w")
local command = vim.fn.json_decode(os.getenv("KEREGE_COMMAND"))

local function tell(step, seen)
  out:write(vim.fn.json_encode({ step = step, seen = seen }) .. "\n")
  out:flush()
end

local function wait(what, done)
  if not vim.wait(60000, done, 20) then
    tell("failed", what)
    vim.cmd("cquit")
  end
end

local function start(buffer)
  vim.lsp.buf_attach_client(buffer, vim.lsp.start_client({ name = "kerege", cmd = command, root_dir = root }))
end

local function diagnostics(code)
  return vim.tbl_filter(function(one) return one.code == code end, vim.diagnostic.get(0))
end

local function line_of(words)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local column = line:find(words, 1, true)
    if column then return number, column - 1 end
  end
end

vim.cmd("edit " .. root .. "/docs/ru/01-example.md")
start(0)
wait("the client to attach", function()
  local client = vim.lsp.buf_get_clients(0)
  for _, one in pairs(client) do if one.initialized then return true end end
  return false
end)
tell("opened", vim.fn.expand("%:t"))

-- A digit is changed; nothing is saved.
local row = line_of("62,5 процента")
local line = vim.api.nvim_buf_get_lines(0, row - 1, row, false)[1]
vim.api.nvim_buf_set_lines(0, row - 1, row, false, { (line:gsub("62,5 процента", "63,5 процента")) })
wait("the diagnostic", function() return #diagnostics("S003") > 0 end)
local found = diagnostics("S003")[1]
tell("diagnostic", { code = found.code, message = found.message, line = found.lnum + 1, column = found.col, last = found.end_col })

-- The first fix is applied.
local params = vim.lsp.util.make_range_params()
params.context = { diagnostics = {} }
local _, column = line_of("63,5 процента")
local character = vim.str_utfindex(vim.api.nvim_buf_get_lines(0, row - 1, row, false)[1], column)
params.range = { start = { line = row - 1, character = character }, ["end"] = { line = row - 1, character = character } }
local client_id = next(vim.lsp.buf_get_clients(0))
local answer = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 60000)
local action = answer[client_id].result[1]
tell("fix", action.title)
vim.lsp.util.apply_workspace_edit(action.edit, "utf-16")
wait("the diagnostic to go", function() return #diagnostics("S003") == 0 end)
tell("mended", vim.api.nvim_buf_get_lines(0, row - 1, row, false)[1]:match("62,5 процента") or "")

-- An id is renamed over three languages, and the files are written by the user's command.
local _, at = line_of("(stat:readers-share)")
vim.api.nvim_win_set_cursor(0, { row, at + 8 })
local rename = vim.lsp.util.make_position_params(0, "utf-16")
rename.newName = "reading-people"
local renamed = vim.lsp.buf_request_sync(0, "textDocument/rename", rename, 60000)
vim.lsp.util.apply_workspace_edit(renamed[client_id].result, "utf-16")
vim.cmd("silent wall")
local changed = {}
for _, code in ipairs({ "en", "ru", "ky" }) do
  local text = table.concat(vim.fn.readfile(root .. "/docs/" .. code .. "/01-example.md"), "\n")
  changed[code] = select(2, text:gsub("%(stat:reading%-people%)", ""))
end
tell("renamed", changed)

-- Hover and completion, as the editor shows them.
-- The other files' new texts may reach the server after this one's: what it says settles.
local said = ""
for _ = 1, 240 do
  local hover = vim.lsp.buf_request_sync(0, "textDocument/hover", vim.lsp.util.make_position_params(0, "utf-16"), 60000)
  local result = hover and hover[client_id] and hover[client_id].result
  said = result and result.contents.value or ""
  if said:find("stat:reading-people", 1, true) then break end
  vim.wait(250)
end
tell("hover", said)
vim.cmd("qall!")
