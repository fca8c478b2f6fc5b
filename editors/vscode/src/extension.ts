// A thin client: everything that is known of a report is known to `kerege lsp`. Here it is started, and its commands have names.

import * as fs from "fs";
import * as path from "path";
import * as vscode from "vscode";
import { LanguageClient, LanguageClientOptions, Location, ServerOptions } from "vscode-languageclient/node";

let client: LanguageClient | undefined;
let last: Promise<void> = Promise.resolve();

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.commands.registerCommand("kerege.showClasses", () => execute("kerege.toggleClasses")),
    vscode.commands.registerCommand("kerege.goToBlock", goToBlock),
    vscode.commands.registerCommand("kerege.restart", restart),
    vscode.window.registerUriHandler({ handleUri: goToPlace }),
    vscode.workspace.onDidChangeConfiguration((change) => change.affectsConfiguration("kerege") && restart()),
  );
  await restart();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

// One after the other: settings arrive while the first server starts, and two clients would register the same commands.
function restart(): Promise<void> {
  last = last.then(start);
  return last;
}

async function start(): Promise<void> {
  await client?.dispose().catch(() => undefined);
  client = undefined;
  const settings = vscode.workspace.getConfiguration("kerege");
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const [program, ...args] = commandFor(settings, folder);
  const server: ServerOptions = { command: program, args, options: { cwd: folder } };
  const options: LanguageClientOptions = {
    documentSelector: ["markdown", "yaml", "json", "csv", "plaintext"].map((language) => ({ scheme: "file", language })),
    // The interface speaks the language of the editor.
    initializationOptions: { language: vscode.env.language.split("-")[0], classes: settings.get<boolean>("classes", false) },
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/*.{md,yml,json,csv,xlsx,lock}") },
  };
  client = new LanguageClient("kerege", "Kerege", server, options);
  try {
    await client.start();
  } catch (error) {
    const install = "pip install 'kerege[lsp]'";
    vscode.window.showErrorMessage(`Kerege: ${program} could not be started (${install}; setting kerege.command). ${error}`);
  }
}

// The program of the settings; where nobody has set it, that of the folder's own environment, if the folder is trusted.
function commandFor(settings: vscode.WorkspaceConfiguration, folder: string | undefined): string[] {
  const [command, ...args] = settings.get<string[]>("command", ["kerege", "lsp"]);
  const given = settings.inspect("command");
  const own = folder && ["bin/kerege", "Scripts/kerege.exe"].map((name) => path.join(folder, ".venv", name)).find((name) => fs.existsSync(name));
  if (own && vscode.workspace.isTrusted && !given?.globalValue && !given?.workspaceValue && !given?.workspaceFolderValue) {
    return [own, ...args];
  }
  return [command.includes("/") && folder && !path.isAbsolute(command) ? path.join(folder, command) : command, ...args];
}

function execute(command: string, ...given: unknown[]): Promise<unknown> {
  return client ? client.sendRequest("workspace/executeCommand", { command, arguments: given }) : Promise.resolve(undefined);
}

async function goToBlock(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  // `implementation` is the same block in each other language.
  await vscode.commands.executeCommand("editor.action.goToImplementation", editor.document.uri, editor.selection.active);
}

// vscode://kerege.kerege/FILE:LINE:COLUMN, the address by which the preview leads here.
async function goToPlace(uri: vscode.Uri): Promise<void> {
  const place = (await execute("kerege.place", decodeURIComponent(uri.path.replace(/^\//, "")))) as Location | undefined;
  if (!place || !client) return;
  const range = client.protocol2CodeConverter.asRange(place.range);
  await vscode.window.showTextDocument(client.protocol2CodeConverter.asUri(place.uri), { selection: range });
}
