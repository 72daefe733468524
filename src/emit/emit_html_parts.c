// SPDX-License-Identifier: GPL-2.0-only
/*
 * emit_html_parts.c - style and script of the page.
 *
 * The state of the filters stands behind the "#" of the address, so that a
 * view can be sent to somebody, and tried by the tests.
 */
#include "emit_html.h"

static const char style[] =
	":root{color-scheme:light dark;--line:#8884;--soft:#8882;--add:#2a82;"
	"--del:#d332;--hit:#fc04}\n"
	"body{font:15px/1.45 system-ui,sans-serif;margin:0 auto;padding:1em 1.5em;"
	"max-width:75em}\n"
	"h1{font-size:1.4em;margin:.2em 0}h2{font-size:1.1em;margin:1.6em 0 .5em}\n"
	"table{border-collapse:collapse}th,td{padding:.25em .55em;text-align:right}\n"
	"th{font-weight:600}th:first-child{text-align:left}\n"
	".map td button{all:unset;cursor:pointer;min-width:2em;text-align:center}\n"
	".map td button:focus-visible{outline:2px solid}\n"
	".map thead th{vertical-align:bottom;font-size:.85em}\n"
	".map td{border:1px solid var(--line);text-align:center;"
	"background:rgb(214 76 38/calc(var(--heat,0)*1%))}\n"
	"form{display:flex;flex-wrap:wrap;gap:.6em;align-items:center;"
	"position:sticky;top:0;padding:.6em 0;background:Canvas;"
	"border-bottom:1px solid var(--line)}\n"
	"input,select,form button{font:inherit;padding:.2em .4em}\n"
	"input{flex:1;min-width:12em}\n"
	"article{border:1px solid var(--line);border-radius:6px;margin:.8em 0;"
	"padding:.6em .9em}\n"
	"article h3{font:600 .95em ui-monospace,monospace;margin:0;"
	"overflow-wrap:anywhere}\n"
	"article p{margin:.35em 0}\n"
	".tag{font-size:.8em;border:1px solid var(--line);border-radius:1em;"
	"padding:.05em .6em;margin-right:.4em}\n"
	".warning{background:#e6a40033}\n"
	"pre{font:13px/1.4 ui-monospace,monospace;background:var(--soft);"
	"padding:.5em .7em;overflow-x:auto;margin:.4em 0;tab-size:8}\n"
	"pre .hit{background:var(--hit);display:inline-block;min-width:100%}\n"
	"pre .add{background:var(--add);display:inline-block;min-width:100%}\n"
	"pre .del{background:var(--del);display:inline-block;min-width:100%}\n"
	"mark{background:none;color:inherit;text-decoration:underline 2px;"
	"text-underline-offset:.25em}\n"
	"ol{margin:.3em 0;padding-left:1.6em}\n"
	"[hidden]{display:none!important}\n"
	"@media print{form{display:none}}\n";

static const char script[] =
	"'use strict';\n"
	"const names = ['rule', 'level', 'fix', 'sub', 'q'];\n"
	"const form = document.querySelector('form');\n"
	"const articles = [...document.querySelectorAll('article')];\n"
	"function shown(a, f) {\n"
	"\tfor (const n of ['rule', 'level', 'fix', 'sub'])\n"
	"\t\tif (f[n] && a.dataset[n] !== f[n])\n"
	"\t\t\treturn false;\n"
	"\treturn !f.q || a.textContent.toLowerCase().includes(f.q.toLowerCase());\n"
	"}\n"
	"function apply() {\n"
	"\tconst f = {};\n"
	"\tlet count = 0;\n"
	"\tfor (const n of names)\n"
	"\t\tf[n] = form.elements[n].value;\n"
	"\tfor (const a of articles) {\n"
	"\t\ta.hidden = !shown(a, f);\n"
	"\t\tcount += !a.hidden;\n"
	"\t}\n"
	"\tdocument.getElementById('count').textContent =\n"
	"\t\tcount + ' of ' + articles.length;\n"
	"\tdocument.getElementById('none').hidden = count > 0;\n"
	"}\n"
	"function read() {\n"
	"\tconst p = new URLSearchParams(location.hash.slice(1));\n"
	"\tfor (const n of names)\n"
	"\t\tform.elements[n].value = p.get(n) || '';\n"
	"\tapply();\n"
	"}\n"
	"function write() {\n"
	"\tconst p = new URLSearchParams();\n"
	"\tfor (const n of names)\n"
	"\t\tif (form.elements[n].value)\n"
	"\t\t\tp.set(n, form.elements[n].value);\n"
	"\thistory.replaceState(null, '', '#' + p);\n"
	"\tapply();\n"
	"}\n"
	"form.addEventListener('input', write);\n"
	"form.addEventListener('reset', () => setTimeout(write));\n"
	"form.addEventListener('submit', e => e.preventDefault());\n"
	"for (const b of document.querySelectorAll('.map button'))\n"
	"\tb.addEventListener('click', () => {\n"
	"\t\tform.elements.rule.value = b.dataset.rule || '';\n"
	"\t\tform.elements.sub.value = b.dataset.sub || '';\n"
	"\t\twrite();\n"
	"\t\tform.scrollIntoView();\n"
	"\t});\n"
	"addEventListener('hashchange', read);\n"
	"read();\n";

const char *html_style(void)
{
	return style;
}

const char *html_script(void)
{
	return script;
}
