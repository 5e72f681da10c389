using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Pausing;
using PingOneScenarios.Engine.Execution.Tracing;
using PingOneScenarios.Engine.Expectations;
using PingOneScenarios.Engine.Extractors;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>What one run owns and all its steps share.</summary>
internal sealed class RunResources
{
    private readonly IRunObserver observer;
    private ObserverFanOut? listeners;
    private RunTeller? teller;
    private SecretMask? veil;
    private RunTracing? tracing;

    public RunResources(FunctionWorld world, IHttpSender sender, GrantedPlan plan, IRunObserver observer, bool recordAll, Budgets budgets)
    {
        Clock = world.Clock;
        Random = world.Random;
        StepsLeft = budgets.Steps;
        Budgets = budgets;
        Sender = sender;
        Cookies = new CookieJar(world.Clock);
        RecordAll = recordAll;
        RunId = world.Random.Uuid()[..8];
        StartedAt = world.Clock.GetUtcNow();
        Templates = new TemplateRenderer(world, Mask, Known.AddComputed);
        Requests = new RequestRenderer(Templates, Mask, world.Random);
        Extractor = new AnswerExtractor(Templates);
        Judge = new AnswerJudge(Templates, Mask, recordAll);
        Check = new SendCheck(plan.Grants, Destinations);
        SecretOrigins = plan.SecretOrigins;
        this.observer = observer;
    }

    private SecretMask Veil => veil ??= Net(Mask);

    /// <summary>Eight hexadecimal digits.</summary>
    public string RunId { get; }

    public DateTimeOffset StartedAt { get; }

    public TimeProvider Clock { get; private set; }

    /// <summary>Where its steps stop; null when nobody runs it step by step.</summary>
    public StepPauses? Pauses { get; private set; }

    /// <summary>Whoever runs it step by step; null for nobody. From then on its clock can stand still.</summary>
    public IStepGate? Gate
    {
        init
        {
            if (value is null)
                return;
            var clock = new PausableClock(Clock);
            (Clock, Pauses) = (clock, new StepPauses(this, value, clock));
        }
    }

    public RandomSource Random { get; }

    public IHttpSender Sender { get; }

    /// <summary>How many steps the run may still begin, each turn of a loop counted (trust rule 12).</summary>
    public int StepsLeft { get; set; }

    public Budgets Budgets { get; }

    /// <summary>Whether every exchange is told, not only those of steps that did not pass.</summary>
    public bool RecordAll { get; }

    public SecretMask Mask { get; } = new();

    public CookieJar Cookies { get; }

    public LabelDestinations Destinations { get; } = new();

    /// <summary>Replaced only by tests, which show that it is this that holds.</summary>
    public SendCheck Check { get; init; }

    /// <summary>Where a secret of the operator may go that has no list of its own (trust rule 4).</summary>
    public ImmutableArray<Origin> SecretOrigins { get; }

    public TemplateRenderer Templates { get; }

    public RequestRenderer Requests { get; }

    public AnswerExtractor Extractor { get; }

    public AnswerJudge Judge { get; }

    /// <summary>The mask through which all that is told goes; a test takes it away to see that this is noticed.</summary>
    public Func<SecretMask, SecretMask> Net { private get; init; } = mask => mask;

    /// <summary>Null while nobody asked for spans and metrics.</summary>
    public TraceSettings? Trace { private get; init; }

    /// <inheritdoc cref="Trace"/>
    public RunTracing? Tracing => Trace is null ? null : tracing ??= new RunTracing(Trace, Clock, Veil.Apply);

    /// <summary>Who hears of the run.</summary>
    public ObserverFanOut Listeners =>
        listeners ??= Tracing is { } spans ? new ObserverFanOut(spans, observer) : new ObserverFanOut(observer);

    public RunTeller Teller => teller ??= new RunTeller(Veil, RunId, Clock, Listeners);

    /// <summary>Secrets by their text, to know them again in answers.</summary>
    public KnownSecrets Known { get; } = new();

    /// <summary>Every secret the run knows by now, by the mask or by the labels, with what is shown instead.</summary>
    public IEnumerable<(string Shown, string Secret)> Held() => Mask.Held.Concat(Known.Held);

    /// <summary>What was made and can be taken back, oldest first.</summary>
    public List<UndoEntry> Made { get; } = [];

    /// <summary>A secret input with a label of its own name; the mask learns its text.</summary>
    /// <param name="name">Of the input.</param>
    /// <param name="value">Its value.</param>
    /// <param name="to">The only origins it may be sent to; null allows those of the operator's addresses.</param>
    public LabelSet Label(string name, Value value, ImmutableArray<Origin>? to = null)
    {
        var label = new SecretLabel(name);
        var labels = LabelSet.Of(label);
        Destinations.Restrict(label, to ?? SecretOrigins);
        Learn(labels, value);
        Known.Add(labels, value);
        return labels;
    }

    /// <summary>A secret found in an answer; it may go where the request that brought it could go with all it carried (trust rule 4).</summary>
    /// <param name="name">Of the extraction.</param>
    /// <param name="value">What was found.</param>
    /// <param name="sources">The labels of the request, and of what the value was computed from.</param>
    public LabelSet LabelFound(string name, Value value, LabelSet sources)
    {
        var label = new SecretLabel(name);
        var labels = LabelSet.Of(label);
        Destinations.Inherit(label, sources);
        Known.Add(labels, value);
        return labels;
    }

    /// <summary>Teaches the mask the credentials in an answer, whether anything extracts them or not.</summary>
    public IReadOnlyCollection<string> Learn(HttpExchange exchange)
    {
        var secrets = new List<string>();
        foreach (var (name, value) in AnswerSecrets.Of(exchange))
        {
            secrets.Add(value);
            Mask.AddIfUnknown($"‹{name}›", value);
        }
        return secrets;
    }

    /// <summary>Teaches the mask every text in a labelled value.</summary>
    public void Learn(LabelSet labels, Value value) => Mask.Add(labels.Shown, value);
}
