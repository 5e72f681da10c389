// What a terminal shows, with its escapes for colours, as SVG whose text can be read and searched.
const colours = ["#1c2026", "#ff8f86", "#6fd6a3", "#f4b961", "#8fb6f6", "#cdaef3", "#7fd4d8", "#e3e6ea"];
const [paper, ink, soft] = ["#1a1d23", "#e3e6ea", "#9ba4b1"];
const [cell, line, margin] = [8.4, 19, 18];

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

function styled(style, codes) {
  for (const code of codes.map(Number)) {
    if (code === 0) style = {};
    else if (code === 1) style = { ...style, bold: true };
    else if (code === 2) style = { ...style, fill: soft };
    else if (code === 22) style = { ...style, bold: false };
    else if (code === 39) style = { ...style, fill: undefined };
    else if (code >= 30 && code <= 37) style = { ...style, fill: colours[code - 30] };
    else if (code === 90) style = { ...style, fill: soft };
    else if (code >= 91 && code <= 97) style = { ...style, fill: colours[code - 90] };
  }
  return style;
}

// 38;5;N names one of 256 colours; those p1s uses are among the first 16.
const simple = (codes) => codes.join(";").replace(/38;5;(\d+)/g, (_, n) => (n < 8 ? 30 + +n : n < 16 ? 82 + +n : 39)).split(";");

// What one line sets goes on in the next.
let style = {};

function lineOf(text, y) {
  let spans = "";
  for (const [, codes, plain] of text.matchAll(/\u001b\[([\d;]*)m|([^\u001b]+)/g)) {
    if (plain === undefined) style = styled(style, simple((codes || "0").split(";")));
    else
      spans += `<tspan fill="${style.fill ?? ink}"${style.bold ? ' font-weight="700"' : ""}>${escaped(plain)}</tspan>`;
  }
  return `<text x="${margin}" y="${y}" xml:space="preserve">${spans}</text>`;
}

export function svgOf(lines, columns, title) {
  const [width, height] = [Math.round(columns * cell + 2 * margin), lines.length * line + 2 * margin];
  const texts = lines.map((text, i) => lineOf(text, margin + 14 + i * line));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>${escaped(title)}</title>
<rect width="${width}" height="${height}" rx="8" fill="${paper}"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">
${texts.join("\n")}
</g>
</svg>
`;
}
