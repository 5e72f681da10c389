using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests.Execution;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>
/// The big list of naughty strings, read from beside the repository, in every slot of a request: what arrives differs from what arrives for a
/// plain value only in the slot, or nothing is sent and the reason has a code.
/// </summary>
public sealed class NaughtySlotTests
{
    private const int FewestStrings = 515;

    /// <summary>Stands for any value when requests are compared; no escaping changes it.</summary>
    private const string Plain = "slot";

    // Steps of one request each; the value is the item of the loop.
    private static readonly Slot[] Slots =
    [
        new("path", "request: GET <<api>>/a/<<item>>/b?q=1", v => v is not ("" or "." or ".."), TakePath),
        new("query", "request: GET <<api>>/a?x=<<item>>&y=1", _ => true, TakeQuery),
        new("header", "request: GET <<api>>/a\n    headers: { X-A: <<item>>, X-B: last }", IsHeaderText, TakeHeader),
        new("form", "request: POST <<api>>/a\n    form: { a: <<item>>, b: last }", _ => true, TakeForm),
        new("json", "request: POST <<api>>/a\n    json: { a: <<item>>, b: ['-<<item>>-'], c: 1 }", _ => true, TakeJson),
        new("xml", "request: POST <<api>>/a\n    xml: <a b=\"<<item>>\"><c><<item>></c><d/></a>", IsXmlText, TakeXml),
        new("multipart", "request: POST <<api>>/a\n    multipart: { a: <<item>>, b: last }", _ => true, TakePart),
    ];

    [Fact]
    public async Task Every_naughty_string_stays_in_its_slot_or_is_refused()
    {
        var path = RepositoryRoot.FindCorpus("naughty-strings", "blns.json");
        Assert.SkipWhen(path is null, "skipped: the big list of naughty strings (blns.json) was not found beside the repository");
        var strings = JsonSerializer.Deserialize<string[]>(await File.ReadAllBytesAsync(path!, TestContext.Current.CancellationToken))!;
        Assert.True(strings.Length >= FewestStrings, $"only {strings.Length} strings");
        var (sent, refused) = (0, 0);
        foreach (var slot in Slots)
        {
            sent += await Send(slot, [.. strings.Where(slot.IsHeld)]);
            refused += await Refuse(slot, [.. strings.Where(s => !slot.IsHeld(s))]);
        }
        Assert.Equal(strings.Length * Slots.Length, sent + refused);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"slots: {strings.Length} strings x {Slots.Length} slots, {sent} sent and only the slot differs, {refused} refused with a code"
        );
    }

    [Fact]
    public void The_test_of_the_test_a_value_that_leaves_its_slot_is_seen()
    {
        foreach (var (name, request) in Escaped)
        {
            var slot = Slots.Single(s => s.Name == name);
            var plain = slot.Take(new Recorded(request.Replace("{v}", Plain, StringComparison.Ordinal)));
            Assert.Equal([Plain], plain.Values.Distinct());
            try
            {
                var (skeleton, values) = slot.Take(new Recorded(request.Replace("{v}", Leaving[name], StringComparison.Ordinal)));
                Assert.True(skeleton != plain.Skeleton || values.Any(v => v != Leaving[name]), name);
            }
            catch (Exception e) when (e is XmlException or JsonException)
            {
                // What does not even parse has been seen.
                Assert.NotEqual("", e.Message);
            }
        }
    }

    private static readonly Dictionary<string, string> Leaving = new(StringComparer.Ordinal)
    {
        ["path"] = "x/y",
        ["query"] = "x&z=1",
        ["header"] = "x\r\nX-Evil: 1",
        ["form"] = "x&z=1",
        ["json"] = "x\",\"z\":\"1",
        ["xml"] = "x<z/>",
        ["multipart"] = "x\r\n--B\r\nContent-Disposition: form-data; name=\"z\"\r\n\r\ny",
    };

    private static readonly Dictionary<string, string> Escaped = new(StringComparer.Ordinal)
    {
        ["path"] = "GET /a/{v}/b?q=1 HTTP/1.1\r\nHost: h\r\n\r\n",
        ["query"] = "GET /a?x={v}&y=1 HTTP/1.1\r\nHost: h\r\n\r\n",
        ["header"] = "GET /a HTTP/1.1\r\nHost: h\r\nX-A: {v}\r\nX-B: last\r\n\r\n",
        ["form"] = "POST /a HTTP/1.1\r\nHost: h\r\n\r\na={v}&b=last",
        ["json"] = "POST /a HTTP/1.1\r\nHost: h\r\n\r\n{\"a\":\"{v}\",\"b\":[\"-{v}-\"],\"c\":1}",
        ["xml"] = "POST /a HTTP/1.1\r\nHost: h\r\n\r\n<a b=\"slot\"><c>{v}</c><d/></a>",
        ["multipart"] =
            "POST /a HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=B\r\n\r\n"
            + "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n{v}\r\n--B\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\nlast\r\n--B--\r\n",
    };

    private static async Task<int> Send(Slot slot, IReadOnlyList<string> values)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        (await Run(slot, server, [Plain, .. values])).Passed();
        Assert.Equal(values.Count + 1, server.Requests.Count);
        var (skeleton, _) = slot.Take(server.Requests[0]);
        foreach (var (value, request) in values.Zip(server.Requests.Skip(1)))
        {
            var (own, arrived) = slot.Take(request);
            Assert.True(own == skeleton && arrived.All(a => a == value), $"{slot.Name}: {value}\n{request.Bytes}");
        }
        return values.Count;
    }

    private static async Task<int> Refuse(Slot slot, IReadOnlyList<string> values)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        foreach (var value in values)
        {
            var happened = await Run(slot, server, [value]);
            Assert.Equal(("PS4007", Outcome.Broken), (happened.Codes, happened.Outcome));
        }
        Assert.Empty(server.Requests);
        return values.Count;
    }

    private static Task<Happened> Run(Slot slot, LoopbackServer server, IReadOnlyList<string> values) =>
        ScenarioRun
            .Steps($"  - step: S\n    for_each: <<rows>>\n    {slot.Step}")
            .With("api", server.Address)
            .With("rows", JsonSerializer.Serialize(values))
            .RunAsync();

    private static bool IsHeaderText(string value) => value.All(c => c is >= ' ' and <= '~' or '\t') && value.Trim(' ', '\t') == value;

    private static bool IsXmlText(string value)
    {
        try
        {
            return XmlConvert.VerifyXmlChars(value) == value;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private static Taken TakePath(Recorded request)
    {
        var segments = request.Target.Split('?')[0].Split('/');
        var rest = request.Bytes.Replace(request.Line, "", StringComparison.Ordinal);
        Assert.All(request.Line, c => Assert.InRange(c, ' ', '~'));
        var skeleton =
            $"{string.Join('/', segments.Select((s, i) => i == 2 ? "" : s))}?{request.Target.Split('?')[1]} {request.Line.Split(' ').Length}{rest}";
        return new(skeleton, [Uri.UnescapeDataString(segments[2])]);
    }

    private static Taken TakeQuery(Recorded request)
    {
        Assert.All(request.Line, c => Assert.InRange(c, ' ', '~'));
        var (skeleton, value) = TakeField(request.Target.Split('?', 2)[1], "x");
        return new(request.Target.Split('?')[0] + skeleton + string.Join('\n', request.Head) + request.Body, [value]);
    }

    private static Taken TakeHeader(Recorded request)
    {
        var head = request.Head.Select(h => h.StartsWith("X-A:", StringComparison.Ordinal) ? "X-A:" : h);
        return new(request.Line + string.Join('\n', head) + request.Body, [request.Header("X-A")!]);
    }

    private static Taken TakeForm(Recorded request)
    {
        Assert.All(request.Body, c => Assert.InRange(c, '!', '~'));
        var (skeleton, value) = TakeField(request.Body, "a");
        return new(Frame(request) + skeleton, [value]);
    }

    private static Taken TakeJson(Recorded request)
    {
        using (JsonDocument.Parse(request.BodyText, new JsonDocumentOptions { AllowDuplicateProperties = false })) { }
        var tree = JsonNode.Parse(request.BodyText)!;
        string[] values = [tree["a"]!.GetValue<string>(), tree["b"]![0]!.GetValue<string>()[1..^1]];
        tree["a"] = "";
        tree["b"]![0] = "";
        return new(Frame(request) + tree.ToJsonString(), values);
    }

    private static Taken TakeXml(Recorded request)
    {
        // As bytes: a parser of texts would not look at the encoding.
        using var bytes = new MemoryStream(Encoding.Latin1.GetBytes(request.Body));
        using var reader = XmlReader.Create(bytes, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        var root = XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root!;
        string[] values = [root.Attribute("b")!.Value, root.Element("c")!.Value];
        root.SetAttributeValue("b", "");
        root.Element("c")!.Nodes().OfType<XText>().ToList().ForEach(t => t.Remove());
        return new(
            Frame(request) + root.ToString(SaveOptions.DisableFormatting).Replace("<c />", "<c></c>", StringComparison.Ordinal),
            values
        );
    }

    private static Taken TakePart(Recorded request)
    {
        const string field = "multipart/form-data; boundary=";
        var boundary = request.Header("Content-Type")![field.Length..];
        var parts = ("\r\n" + request.Body).Split("\r\n--" + boundary);
        var heads = parts.Select(p =>
            p.Contains("\r\n\r\n", StringComparison.Ordinal) ? p[..p.IndexOf("\r\n\r\n", StringComparison.Ordinal)] : p
        );
        var content = parts[1][(parts[1].IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        var value = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(content));
        var skeleton = Frame(request) + string.Join('|', heads) + string.Join('|', parts[2..]);
        return new(skeleton.Replace(boundary, "", StringComparison.Ordinal), [value]);
    }

    private static (string Skeleton, string Value) TakeField(string form, string name)
    {
        var fields = form.Split('&').Select(f => f.Split('=')).ToList();
        var own = fields.Single(f => f[0] == name);
        Assert.Equal(2, own.Length);
        return (string.Join('&', fields.Select(f => f == own ? name : string.Join('=', f))), WebUtility.UrlDecode(own[1]));
    }

    private static string Frame(Recorded request) =>
        request.Line + string.Join('\n', request.Head.Where(h => !h.StartsWith("Content-Length:", StringComparison.Ordinal)));

    /// <summary>A place for a value in a request.</summary>
    /// <param name="Name">For messages.</param>
    /// <param name="Step">The keys of the step.</param>
    /// <param name="IsHeld">Whether the place can hold a value at all; what it cannot is refused.</param>
    /// <param name="Take">Cuts a request into what stands around the slot and what arrived in it.</param>
    private sealed record Slot(string Name, string Step, Func<string, bool> IsHeld, Func<Recorded, Taken> Take);

    private sealed record Taken(string Skeleton, IReadOnlyList<string> Values);
}
