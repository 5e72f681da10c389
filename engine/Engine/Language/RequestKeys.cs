using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using static PingOneScenarios.Engine.Language.Shapes;

namespace PingOneScenarios.Engine.Language;

/// <summary>Every key that says what a request sends and how, in the order in which keys are written best.</summary>
internal static class RequestKeys
{
    /// <summary>The bodies; a request has at most one.</summary>
    public static readonly ImmutableArray<string> Bodies = ["json", "form", "text", "xml", "multipart", "file"];

    private static readonly RuleWords PartExample = new(null, "for example %name: { file: picture.png }");

    public static readonly TableShape Redirects = new(
        "redirects",
        "redirects",
        [
            new("follow", "How many redirects are followed at most.", new NumberShape(1, 10, IsWhole: true), "follow: 3")
            {
                IsRequired = true,
            },
            new(
                "until",
                "Ends at the first answer of which this expression over response is true: where that answer redirects to is not asked.",
                Expression,
                "until: <<(url.host response.headers.location) == \"app.example.com\">>"
            ),
        ]
    );

    public static readonly TableShape Part = new(
        "part",
        "a part",
        [
            new("text", "The content of the part as text.", Template, "text: A picture of <<username>>"),
            new("json", "The content of the part as JSON.", Any, "json: { title: A picture, public: true }"),
            new("file", "The content of the part from a file of the pack, sent as it is.", PackPath, "file: picture.png"),
            new("filename", "The file name that is told to the server.", Template, "filename: picture.png")
            {
                Otherwise = "the name of the file, none for text and JSON",
            },
            new("type", "The media type of the part.", Template, "type: image/png")
            {
                Otherwise = "application/json for JSON, application/octet-stream for a file, none for text",
            },
        ]
    )
    {
        Rules = [new OneOfRule(["text", "json", "file"]) { Lack = PartExample, Conflict = PartExample }],
    };

    private static readonly KeyRow Line = new(
        "request",
        $"The method and the address in one line. Methods are {Wording.And(MethodTable.Names)}, or any other word such as PROPFIND; an address may begin with "
            + "one expression that holds an absolute http or https address.",
        Shapes.Request,
        "request: POST <<apiPath>>/environments/<<envID>>/users"
    );

    /// <summary>What a request has beside its line.</summary>
    public static readonly ImmutableArray<KeyRow> Rest =
    [
        new(
            "query",
            "Query parameters, added to the address: a map, or a list of pairs that keeps their order, or an expression that gives either. A list, "
                + "written out or from an expression, gives several parameters of a name; json.text sends it as one.",
            Pairs,
            "query: { limit: 10, filter: 'username eq \"<<username>>\"' }"
        ),
        new(
            "headers",
            "Headers; a list, written out or from an expression, gives several fields of a name. Host, Content-Length, Transfer-Encoding, Connection and Proxy-* belong to the engine.",
            Headers,
            "headers: { Accept: application/json, X-Tag: [one, two] }"
        ),
        new(
            "auth",
            "How the request proves who sends it: bearer, basic, an assertion in its form, or none to refuse what the defaults say.",
            Either(new ChoiceShape(["none"]), AuthKeys.Auth),
            "auth: { bearer: <<accessToken>> }"
        ),
        new("json", "A JSON body.", Any, "json: { username: <<username>>, enabled: true }"),
        new(
            "form",
            "A form body, application/x-www-form-urlencoded: a map, or a list of pairs that keeps their order, or an expression that gives either, such "
                + "as the fields of html.form. A list, written out or from an expression, gives several fields of a name; json.text sends it as one.",
            Pairs,
            "form: { grant_type: client_credentials }"
        ),
        new("text", "A text body.", Template, "text: Hello <<username>>"),
        new(
            "xml",
            "An XML body; each value fills the text or the attribute it stands in.",
            Template,
            "xml: <user><name><<username>></name></user>"
        ),
        new(
            "multipart",
            "A multipart/form-data body: for each name a text, or a map with text, json or file; a list, written out or "
                + "text from an expression, gives several parts of a name.",
            Parts(),
            "multipart: { title: A picture, picture: { file: picture.png, type: image/png } }"
        ),
        new("file", "A body from a file of the pack, sent as it is; headers say its media type.", PackPath, "file: picture.png"),
        new(
            "redirects",
            "Whether redirects are followed, how many at most (10 unless said otherwise), and until when. One to an address that is neither http nor "
                + "https is the answer. Credentials never cross an origin.",
            Either(new ChoiceShape(["none", "follow"]), Redirects),
            "redirects: { follow: 3 }"
        )
        {
            Default = "none",
        },
        new(
            "cookies",
            "keep sends and keeps cookies in the one jar of the run, none does neither, fresh begins with an empty jar.",
            new ChoiceShape(["keep", "none", "fresh"]),
            "cookies: fresh"
        )
        {
            Default = "keep",
        },
        new("timeout", "The longest the whole answer may take.", Duration, "timeout: 10s") { Default = "30s" },
    ];

    /// <summary>All of them; the request line is needed where nothing takes its place.</summary>
    public static readonly ImmutableArray<KeyRow> Rows = [Line, .. Rest];

    public static readonly AtMostOneRule OneBody = new(Bodies)
    {
        Conflict = new("a request has one body, \"%first\" is there already", "keep one of them"),
    };

    public static readonly TableShape Undo = new("undo", "an undo", [Line with { IsRequired = true }, .. Rest]) { Rules = [OneBody] };

    /// <summary>One of <see cref="Rest"/>.</summary>
    public static KeyRow Find(string name) => Rest.First(r => r.Name == name);

    private static MapShape Parts()
    {
        var part = Either(Template, Part);
        return new MapShape(Either(part, new ListShape(part)));
    }
}
