using PingOneScenarios.Engine.Templating.Functions.Signing;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Trust;

/// <summary>What is secret of a secret value: all of it, but of a private key only what is not public of it (RFC 7517, section 9.2).</summary>
internal static class SecretParts
{
    /// <summary>The value with labels on what is secret of it.</summary>
    /// <param name="value">Secret.</param>
    /// <param name="label">The labels of what is secret.</param>
    public static Value Labelled(Value value, Func<Value, LabelSet> label)
    {
        if (value is not MapValue { Own.IsEmpty: true } map || !WebKeyMembers.IsPrivateKey(map))
            return value.Labelled(label(value));
        var labels = label(new MapValue([.. map.Members.Where(m => !WebKeyMembers.IsPublic(m.Key))]));
        return new MapValue([
            .. map.Members.Select(m => WebKeyMembers.IsPublic(m.Key) ? m : KeyValuePair.Create(m.Key, m.Value.Labelled(labels))),
        ]);
    }
}
