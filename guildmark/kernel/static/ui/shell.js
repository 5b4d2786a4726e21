// What every page carries. Each part stands in its own small file.
import "./theme.js";
import "./menus.js";
import "./shortcuts.js";
import "./forms.js";
import "./requests.js";
import "./tables.js";
import "./place.js";
