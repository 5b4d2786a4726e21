// Where the navigation is wider than the screen, the entry one stands on is in view.
const here = document.querySelector(".nav [aria-current]");
const bar = here?.parentElement;
if (bar && bar.scrollWidth > bar.clientWidth) bar.scrollLeft = here.offsetLeft - (bar.clientWidth - here.offsetWidth) / 2;
