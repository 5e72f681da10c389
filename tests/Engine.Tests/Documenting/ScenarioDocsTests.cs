using PingOneScenarios.Engine.Tests.Loading;

namespace PingOneScenarios.Engine.Tests.Documenting;

/// <summary>Pages of scenarios, held to files in tests/golden/docs.</summary>
public sealed class ScenarioDocsTests
{
    private const string Nasty = """"
        scenario: "end; participant X as `<b>` %% # |"
        description: |
          # No heading
          - no list <script>alert(1)</script>

          ```
          no fence [link](javascript:alert(1)) _emphasis_ snake_case 1*2
        tags: [a|b, "`"]
        docs: javascript:alert(1)
        inputs:
          apiPath2: { description: "| cell | <br> \\" }
          apiPath: { type: url, default: "https://h/|x" }
          pass: { secret: true, default: not-a-real-secret-0001 }
          key: { secret: true, default: '<<text.upper "not-a-real-secret-0002">>' }
          number: { secret: true, type: number, default: 12345678 }
          made: { secret: true, default: <<random.password 24>> }
        steps:
          - step: "end\nS->>X: forged; end"
            request: GET <<apiPath>>/a|b/``/<<number>>?client_secret=not-a-real-secret-0003&x=<<made>>&end
            expect:
              status: [200, 4xx]
              text: <<is.containing "```">>
              within: 2s
              headers: { x-y: "a`b" }
              json:
                a:
                  # why
                  b: "```"
              that:
                - '<<response.status == 200 || "a" == "`">>'
            extract:
              id: $.id
              token: { from: $.token, secret: true }
            retry: { until: '<<response.text != "|">>' }
            undo: { request: DELETE <<apiPath>>/<<id>>, headers: { A: not-a-real-secret-0004 } }
          - step: Call it
            when: <<"end" != id>>
            for_each: ["end;", "`"]
            call: module.yaml
            with: { pass: not-a-real-secret-0005, name: <<id>> }
            extract:
              made2: <<outputs.made>>
        finally:
          - step: Clean up
            request: POST https://literal.example.com
            json: { password: not-a-real-secret-0006 }
        outputs:
          all: { id: <<id>>, list: [1, 2] }

        """";

    private const string Module = """
        scenario: A module; end
        inputs:
          pass: { secret: true }
          name: {}
        steps:
          - step: A
            request: GET https://h/<<pass>>/<<name>>
        outputs: { made: 1 }

        """;

    [Fact]
    public async Task Nothing_an_author_writes_breaks_the_page_or_the_diagram()
    {
        var page = await PageAsync(Nasty);

        Golden.Check("docs/nasty.md", page);
        Assert.DoesNotContain("not-a-real-secret", page, StringComparison.Ordinal);
        Assert.DoesNotContain("12345678", page, StringComparison.Ordinal);
        var diagram = page.Split("```mermaid\n")[1].Split("```")[0].TrimEnd('\n').Split('\n');
        Assert.Equal("sequenceDiagram", diagram[0]);
        Assert.All(
            diagram[1..],
            line =>
                Assert.Matches(@"^  (end$|participant (S|P\d) as |opt |loop |(S->>P\d|P\d-->>S): )([\p{L}\p{N} .,_/()?=→-]|#\d+;)*$", line)
        );
        Assert.Equal(6, diagram.Count(line => line.Contains(">>", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_shipped_use_case_has_its_page()
    {
        var file = new NamedFile(
            RepositoryRoot.PathOf("scenarios", "authentication", "client-secret-jwt.yaml"),
            TemporaryPack.CommandLine,
            WasFound: true
        );
        using var workspace = new Workspace();
        var page = Assert.Single(await workspace.DescribeAsync([file], TestContext.Current.CancellationToken));
        Golden.Check("docs/client-secret-jwt.md", page.Markdown!);
    }

    private static async Task<string> PageAsync(string text)
    {
        using var pack = new TemporaryPack();
        pack.Write("scenario.yaml", text).Write("module.yaml", Module);
        var file = new NamedFile(pack.PathOf("scenario.yaml"), TemporaryPack.CommandLine, WasFound: false);
        using var workspace = new Workspace();
        var page = Assert.Single(await workspace.DescribeAsync([file], TestContext.Current.CancellationToken));
        Assert.Equal("", pack.Render(page.Diagnostics));
        return page.Markdown!;
    }
}
