using PingOneScenarios.Engine.Values;
using Scriban;
using Scriban.Runtime;

namespace PingOneScenarios.Engine.Templating.Nodes;

/// <summary>Scriban's evaluator with everything switched off that scenarios must not reach; one for each run, not thread-safe.</summary>
internal sealed class EvaluationScope : TemplateContext
{
    private static readonly ScriptObject NoBuiltins = new() { IsReadOnly = true };

    /// <param name="world">Null before a run: a function that needs the clock or chance then throws <see cref="NotBeforeRunException"/>.</param>
    /// <param name="work">How long computing may take; null for without end.</param>
    public EvaluationScope(FunctionWorld? world, WorkLimit? work = null)
        : base(NoBuiltins)
    {
        World = world;
        Work = work ?? new WorkLimit(TimeProvider.System);
        StrictVariables = true;
        EnableRelaxedMemberAccess = false;
        EnableRelaxedIndexerAccess = false;
        EnableRelaxedTargetAccess = false;
        EnableRelaxedFunctionAccess = false;
        AutoIndent = false;
        LoopLimit = 10_000;
        RecursiveLimit = 50;
        ObjectRecursionLimit = 64;
        RegexTimeOut = TimeSpan.FromMilliseconds(250);
        LimitToString = TemplateRenderer.LargestOutput;
        OnStringLimit = ScriptLimitBehavior.Throw;
        OnOutputLimit = ScriptLimitBehavior.Throw;
        MemberFilter = static _ => false;
    }

    public FunctionWorld? World { get; }

    /// <summary>How long what is computed may take.</summary>
    public WorkLimit Work { get; }

    /// <summary>The variables the expression sees.</summary>
    public VariableBag Bag { get; set; } = VariableBag.Empty;

    /// <summary>Takes down what each node gives; null takes nothing down.</summary>
    public EvaluationTrace? Trace { get; set; }
}
