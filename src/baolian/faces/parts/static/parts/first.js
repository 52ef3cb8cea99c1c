// Before anything is drawn: styles may count on scripts from here on.
document.documentElement.classList.add("scripted");
