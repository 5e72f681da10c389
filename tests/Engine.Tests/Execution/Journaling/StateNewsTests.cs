using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Tests.Events;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Execution.Journaling;

public sealed class StateNewsTests
{
    [Fact]
    public void The_mask_hides_the_same_after_reading()
    {
        var bench = new StateBench();
        Learn(bench.Before);
        _ = bench.Through(Value.Null);
        string[] lengthy = [.. Canaries.All, "FAKE-FOUND-IN-ANSWER", "12345678901", "fake-renamed", "of-the-operator"];
        string[] small = ["fake-one", "1234567", "a pin 4711", "4711", "short", "fake-free", "‹found›"];
        foreach (var text in lengthy.SelectMany(t => SecretShapes.Of(t).Select(s => $"a {s.Shape} b")).Concat(lengthy).Concat(small))
        {
            Assert.Equal(bench.Before.Mask.Apply(text), bench.After.Mask.Apply(text));
            Assert.Equal(bench.Before.Mask.Cover(text), bench.After.Mask.Cover(text));
            Assert.Equal(bench.Before.ShownFor(text), bench.After.ShownFor(text));
            Assert.Equal(bench.Before.ShortIn(text), bench.After.ShortIn(text));
            Assert.Equal(bench.Before.WithoutShort($"[\"{text}\"]"), bench.After.WithoutShort($"[\"{text}\"]"));
            Assert.Equal(StateBench.Names(bench.Before.LabelsIn(text)), StateBench.Names(bench.After.LabelsIn(text)));
        }
        Assert.Equal(bench.Before.Held().Order(), bench.After.Held().Order());
    }

    [Fact]
    public void The_same_source_has_the_same_label_and_each_may_go_where_it_might()
    {
        var bench = new StateBench();
        Learn(bench.Before);
        var all = bench.Before.LabelsIn(new ListValue([.. bench.Before.Held().Select(h => (Value)h.Secret)]));
        var read = bench.Through(json => bench.Writer.WriteLabels(json, all), bench.Reader.ReadLabels);
        Assert.Equal(StateBench.Names(all), StateBench.Names(read));
        foreach (var (before, after) in all.Labels.Zip(read.Labels))
        {
            Assert.Equal(
                bench.Before.Destinations.Of(before)?.Select(o => o.ToString()),
                bench.After.Destinations.Of(after)?.Select(o => o.ToString())
            );
            Assert.Equal(before.Secret, after.Secret);
        }
        var given = bench.After.Label("given", "fake-one");
        Assert.Contains(given.Labels.Single(), read.Labels);
        Assert.Contains(bench.After.LabelFound("found", "fake-found-in-answer", LabelSet.None).Labels.Single(), read.Labels);
        Assert.True(bench.After.LabelCredential("again", "fake-credential", given).IsEmpty);
    }

    [Fact]
    public void A_run_goes_on_writing_where_the_one_before_stopped()
    {
        var bench = new StateBench();
        // Each run learns the passwords of its proxies before anything else.
        bench.Before.Label("password in HTTPS_PROXY", "of-the-operator", []);
        bench.After.Label("password in HTTPS_PROXY", "of-the-operator", []);
        bench.After.Label("password in HTTP_PROXY", "another-of-the-operator", []);
        _ = bench.Through(((Value)"a").Labelled(bench.Before.Label("one", "fake-one")));
        var second = bench.After.Label("two", "fake-two");
        var both = bench.After.Label("one", "fake-one").Union(second);
        var writer = new StateWriter(bench.After, withholdsSecrets: false);
        var (row, news) = (StateBench.Write(json => writer.WriteLabels(json, both)), StateBench.Write(writer.WriteNews));
        var third = new SecretRegister([StateBench.Home], new SecretLog());
        var reader = StateBench.ReadAgain(bench, third);
        reader.ReadNews(StateBench.Parse(news));
        Assert.Equal("one+two", StateBench.Names(reader.ReadLabels(StateBench.Parse(row))));
        Assert.Equal(bench.After.Held().Order(), third.Held().Order());
        Assert.DoesNotContain("fake-one", news, StringComparison.Ordinal);
    }

    [Fact]
    public void News_are_told_once()
    {
        var bench = new StateBench();
        bench.Before.Label("one", "fake-one");
        Assert.Contains("fake-one", StateBench.Write(bench.Writer.WriteNews), StringComparison.Ordinal);
        bench.Before.Label("one", "fake-one");
        Assert.Equal("[]", StateBench.Write(bench.Writer.WriteNews));
    }

    [Fact]
    public void Withheld_secrets_leave_their_names_and_nothing_else()
    {
        foreach (var canary in Canaries.All)
        {
            var bench = new StateBench(withholds: true);
            var labels = bench.Before.Label("hidden", canary, []);
            bench.Before.Know(labels, new ListValue([canary, "fake-beside-it"]));
            foreach (var (_, shape) in SecretShapes.Of(canary))
            {
                Assert.Null(bench.Through(((Value)shape).Labelled(labels)));
                Assert.Null(bench.Through(new MapValue([new("a", new ListValue([((Value)shape).Labelled(labels)])), new("b", "open")])));
            }
            Assert.Null(bench.Through((Value)canary));
            Assert.Equal("open", bench.Through((Value)"open"));
            var read = bench.Through(json => bench.Writer.WriteLabels(json, labels), bench.Reader.ReadLabels).Labels.Single();
            Assert.Equal(("hidden", (Value?)null), (read.Name, read.Secret));
            Assert.Empty(bench.After.Destinations.Of(read)!.Value);
            Assert.Empty(SecretShapes.In(bench.Text, canary));
            Assert.Empty(SecretShapes.In(bench.Text, "fake-beside-it"));
            Assert.DoesNotContain(canary, bench.Text, StringComparison.OrdinalIgnoreCase);
            Assert.Empty(bench.After.Held());
        }
    }

    private static void Learn(SecretRegister register)
    {
        register.Label("password in HTTP_PROXY", "of-the-operator", []);
        var given = register.Label("given", "fake-one");
        var free = register.LabelFound("free", "fake-free", LabelSet.None);
        var found = register.LabelFound("found", "fake-found-in-answer", given.Union(free));
        register.LabelFound("found", "fake-found-in-answer", LabelSet.None);
        register.LabelCredential("code", "fake-credential", found);
        register.LabelCredential("early", "fake-renamed", LabelSet.None);
        register.LabelFound("renamed", "fake-renamed", given);
        register.Know(found.Union(given), new MapValue([new("n", 12345678901), new("p", new ListValue(["a-known-part", "short", true]))]));
        register.Label("pin", "4711");
        register.Label("pin2", "1234567");
        foreach (var canary in Canaries.All)
            register.LabelFound($"c{canary.Length}", canary, given);
    }
}
