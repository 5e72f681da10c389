using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Expectations.Predicates;

/// <summary><c>is.only {…}</c>: a map that matches and has no further members; maps inside it may have some.</summary>
internal sealed class OnlyPredicate(MapValue members) : Predicate("is.only", [members])
{
    public override string Phrase => $"a map of only {ShownText.Write(members)}";

    public override void Judge(Value? actual, Judgement judgement)
    {
        if (actual is not MapValue map)
        {
            Refuse(actual, judgement);
            return;
        }
        StructureMatcher.Judge(members, members, map, judgement);
        foreach (var (name, value) in map.Members)
        {
            if (judgement.IsDone)
                return;
            if (members.TryGetMember(name, out _) || !judgement.Fails())
                continue;
            judgement.Enter(name);
            judgement.Add($"no further member ({Name})", value, null);
            judgement.Leave();
        }
    }
}
