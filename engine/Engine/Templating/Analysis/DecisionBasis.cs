using System.Text;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Analysis;

/// <summary>All that an expression is computed of.</summary>
internal static class DecisionBasis
{
    /// <summary>
    /// The same text for the same values; null when it may give something else over the same, or when what it takes of a secret is not the whole
    /// of it: how that part was come by need not be the same.
    /// </summary>
    public static string? Of(IEnumerable<Expression> expressions, VariableBag bag)
    {
        var basis = new StringBuilder();
        foreach (var expression in expressions)
        {
            if (expression.DrawsOnWorld)
                return null;
            basis.Append(expression.Text).Append('\n');
            foreach (var use in expression.Uses)
            {
                if (!bag.TryGet(use.Name, out var variable))
                    continue;
                if (Read(variable.Value, use.Member) is not { } value || !IsPlain(value))
                    return null;
                basis.Append(use.Name).Append('.').Append(use.Member).Append('=').Append(ValueJson.WriteJson(value)).Append('\n');
            }
        }
        return basis.ToString();
    }

    private static bool IsPlain(Value value) =>
        value.Labels.IsEmpty
        || value.Labels.Labels is [{ Secret: { } secret }] && ValueJson.WriteJson(secret) == ValueJson.WriteJson(value);

    // An answer is looked at as far as it is used, and only where that is plain.
    private static Value? Read(Value value, string? member)
    {
        if (value is not ViewValue)
            return value;
        try
        {
            return member is not null && value.TryGetMember(member, out var read) && read is not (ViewValue or PredicateValue)
                ? read
                : null;
        }
        catch (ValueException)
        {
            return null;
        }
    }
}
