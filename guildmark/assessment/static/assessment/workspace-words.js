// The texts of the workspace, in the reader's language.
const words = document.getElementById("workspace-words").dataset;

export const said = (key, gaps = {}) => (words[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => gaps[name] ?? "");
