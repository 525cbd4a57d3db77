// The desk works without this file. It adds keys, keeps the scroll where it was, and saves a click here and there.
import { keys } from "./keys.js";
import { copying } from "./copying.js";
import { keepScroll } from "./scroll.js";
import { takeSelection } from "./selecting.js";
import { chosenRows, dayPickers, saving, printing, typedQuote } from "./forms.js";
import { keepTyped } from "./typed.js";
import { linking } from "./linking.js";

document.documentElement.classList.add("scripted");
linking();
keys();
keepTyped();
keepScroll();
takeSelection();
chosenRows();
typedQuote();
dayPickers();
saving();
printing();
copying();
