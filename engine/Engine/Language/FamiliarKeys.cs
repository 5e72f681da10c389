using System.Collections.Frozen;
using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Language;

/// <summary>What other tools call the keys of a scenario, for those who come from them.</summary>
internal static class FamiliarKeys
{
    private static readonly FrozenDictionary<string, string[]> Ours = new Dictionary<string, string[]>
    {
        ["args"] = ["with"],
        ["assert"] = ["expect"],
        ["assertions"] = ["expect"],
        ["asserts"] = ["expect"],
        ["authorization"] = ["auth"],
        ["body"] = ["json", "form", "text", "xml", "multipart", "file"],
        ["capture"] = ["extract"],
        ["captures"] = ["extract"],
        ["cleanup"] = ["undo", "finally"],
        ["condition"] = ["when"],
        ["data"] = ["json", "form", "text", "xml", "multipart", "file"],
        ["delay"] = ["retry"],
        ["env"] = ["inputs"],
        ["expires_in"] = ["lasts"],
        ["foreach"] = ["for_each"],
        ["idempotency_key"] = ["idempotency"],
        ["if"] = ["when"],
        ["import"] = ["call"],
        ["include"] = ["call"],
        ["loop"] = ["for_each"],
        ["method"] = ["request"],
        ["on_crash"] = ["on_unknown"],
        ["on_timeout"] = ["on_unknown"],
        ["name"] = ["step", "scenario"],
        ["params"] = ["query"],
        ["payload"] = ["json", "form", "text", "xml", "multipart", "file"],
        ["register"] = ["extract"],
        ["repeat"] = ["retry"],
        ["response"] = ["expect"],
        ["skip"] = ["when"],
        ["status"] = ["expect"],
        ["teardown"] = ["undo", "finally"],
        ["test"] = ["expect"],
        ["tests"] = ["expect"],
        ["title"] = ["step", "scenario"],
        ["uri"] = ["request"],
        ["ttl"] = ["lasts"],
        ["url"] = ["request"],
        ["until"] = ["retry"],
        ["validate"] = ["expect"],
        ["variables"] = ["vars", "inputs"],
        ["wait"] = ["retry"],
        ["with_items"] = ["for_each"],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>What a key of another tool may be called here, of the keys that are allowed; empty when none of them is meant.</summary>
    public static ImmutableArray<string> Find(string key, IReadOnlyCollection<string> allowed) =>
        [.. (Ours.GetValueOrDefault(key) ?? []).Where(allowed.Contains)];
}
