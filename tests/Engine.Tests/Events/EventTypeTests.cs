using System.Collections.Immutable;
using System.Reflection;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Events;

/// <summary>What may leave is a type: nothing in an event, or in what somebody is asked, can hold a text that no mask has made.</summary>
public sealed class EventTypeTests
{
    private static readonly HashSet<Type> Plain =
    [
        typeof(bool),
        typeof(byte),
        typeof(int),
        typeof(long),
        typeof(double),
        typeof(TimeSpan),
        typeof(DateTimeOffset),
    ];

    private static readonly HashSet<Type> Masks = [typeof(MaskedText), typeof(MaskedDiagnostic)];

    public static TheoryData<Type> Leaving =>
        [.. typeof(RunEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(RunEvent))), typeof(StepPause), typeof(ShownPlace)];

    [Theory]
    [MemberData(nameof(Leaving))]
    public void Every_text_in_it_is_made_by_a_mask(Type type) => Assert.Empty(Strangers(type, type.Name, []));

    [Fact]
    public void Nobody_outside_the_engine_makes_a_masked_text()
    {
        foreach (var type in Masks)
        {
            Assert.Empty(type.GetConstructors());
            Assert.DoesNotContain(
                type.GetMethods(BindingFlags.Public | BindingFlags.Static),
                m => m.ReturnType == type && !m.GetParameters().All(p => p.ParameterType == type)
            );
            Assert.DoesNotContain(type.GetProperties(), p => p.SetMethod is { IsPublic: true });
        }
    }

    [Fact]
    public void What_was_masked_when_it_was_stored_is_only_read_by_the_reader_of_reports()
    {
        var engine = RepositoryRoot.PathOf("engine");
        var readers = Directory
            .EnumerateFiles(engine, "*.cs", SearchOption.AllDirectories)
            .Where(f => Masks.Any(m => File.ReadAllText(f).Contains($"{m.Name}.Stored(", StringComparison.Ordinal)))
            .Select(f => Path.GetRelativePath(engine, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
        Assert.Equal(["Engine/Reporting/Json/Node.cs", "Engine/Reporting/Json/StepReading.cs"], readers);
    }

    [Fact]
    public void A_text_without_a_secret_stays_the_text_it_is()
    {
        var mask = new SecretMask();
        mask.Add("‹a›", "fake-secret-1");
        var text = new string('x', 20);
        Assert.Same(text, MaskedText.By(mask, text).Text);
        Assert.Equal("a ‹a› b", MaskedText.By(mask, "a fake-secret-1 b"));
        Assert.Null(MaskedText.Maybe(mask, null));
        Assert.Equal(MaskedText.By(mask, ""), default);
    }

    [Fact]
    public void The_source_of_a_problem_holds_no_secret_any_more()
    {
        var mask = new SecretMask();
        mask.Add("‹a›", "fake-secret-1");
        var source = new SourceText("fake-secret-1.yaml", "a: fake-secret-1\nb: 2\n");
        var problem = new Diagnostic(
            DiagnosticCodes.NotTrue,
            new SourceSpan(source, 3, 13),
            "what fake-secret-1",
            "why fake-secret-1",
            "fix fake-secret-1"
        );
        var told = MaskedDiagnostic.By(mask, problem);
        string[] texts =
        [
            told.ToString(),
            told.Span.Source.Text,
            told.Span.Source.Shown,
            told.Span.Source.Path,
            told.Span.Text,
            told.What,
            told.Why!,
            told.Fix,
        ];
        Assert.All(texts, t => Assert.DoesNotContain("fake-secret-1", t, StringComparison.Ordinal));
        Assert.Equal((1, 4), (told.Span.Line, told.Span.Column));
    }

    private static IEnumerable<string> Strangers(Type type, string path, HashSet<Type> seen)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Plain.Contains(type) || Masks.Contains(type) || type.IsEnum || !seen.Add(type))
            return [];
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            return Strangers(type.GetGenericArguments()[0], path, seen);
        if (type.Namespace != typeof(RunEvent).Namespace)
            return [$"{path} is {type}"];
        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .SelectMany(p => Strangers(p.PropertyType, $"{path}.{p.Name}", seen));
    }
}
