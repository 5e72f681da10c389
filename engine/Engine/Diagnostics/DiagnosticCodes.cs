using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Diagnostics;

/// <summary>
/// Every diagnostic there is. 1 reading files, 2 templates and variables, 3 inputs and environments, 4 what could not be judged,
/// 5 refused by policy, 6 expectations, 7 what is probably not meant.
/// </summary>
internal static class DiagnosticCodes
{
    public static readonly DiagnosticCode FileMissing = Error("PS1001", "no such file");
    public static readonly DiagnosticCode FileUnreadable = Error("PS1002", "the file cannot be read");
    public static readonly DiagnosticCode NotYaml = Error("PS1003", "the text is not YAML");
    public static readonly DiagnosticCode YamlRefused = Error("PS1004", "a YAML feature that scenarios do not use");
    public static readonly DiagnosticCode YamlTooLarge = Error("PS1005", "too large, too deep or too many nodes");
    public static readonly DiagnosticCode DuplicateKey = Error("PS1006", "the same key twice");
    public static readonly DiagnosticCode UnknownKey = Error("PS1007", "an unknown key");
    public static readonly DiagnosticCode MissingKey = Error("PS1008", "a required key is missing");
    public static readonly DiagnosticCode WrongShape = Error("PS1009", "a map, a list or a single value is expected here");
    public static readonly DiagnosticCode InvalidValue = Error("PS1010", "a value that is not one of those allowed here");
    public static readonly DiagnosticCode LiteralOnly = Error("PS1011", "a template where only literal text is allowed");
    public static readonly DiagnosticCode ConflictingKeys = Error("PS1012", "keys that exclude each other");
    public static readonly DiagnosticCode DuplicateName = Error("PS1013", "a name that is already taken");
    public static readonly DiagnosticCode IncludeRefused = Error("PS1014", "an include outside the pack, or too deep");
    public static readonly DiagnosticCode CircularInclude = Error("PS1015", "files that include each other in a circle");
    public static readonly DiagnosticCode FormatRefused = Error("PS1016", "the file cannot be formatted without a change of its meaning");
    public static readonly DiagnosticCode FileExists = Error("PS1017", "the file is there already");
    public static readonly DiagnosticCode FileUnwritable = Error("PS1018", "the file cannot be written");
    public static readonly DiagnosticCode NumberBeyond = Error("PS1019", "a number with more digits or a larger exponent than is read");
    public static readonly DiagnosticCode NeverInDoubt = Warning("PS1020", "a key without effect on a request that changes nothing");
    public static readonly DiagnosticCode ProbeChanges = Error("PS1021", "a probe that may change something");
    public static readonly DiagnosticCode ProbeNeverDenies = Warning("PS1022", "a probe that can never say that nothing happened");
    public static readonly DiagnosticCode NothingMatches = Error("PS1023", "a pattern that no file matches");
    public static readonly DiagnosticCode SecretForAll = Error("PS1024", "a secret given to several environments at once");
    public static readonly DiagnosticCode LimitUnreadable = Error("PS1026", "a limit in another unit than its own");
    public static readonly DiagnosticCode LimitImpossible = Error("PS1027", "a limit no runs can miss, or none can keep to");
    public static readonly DiagnosticCode LimitNeedless = Warning("PS1028", "a limit that another one holds already");

    public static readonly DiagnosticCode UnknownVariable = Error("PS2001", "nothing provides the variable");
    public static readonly DiagnosticCode UnknownFunction = Error("PS2002", "no such function");
    public static readonly DiagnosticCode WrongArguments = Error("PS2003", "wrong arguments of a function");
    public static readonly DiagnosticCode TemplateSyntax = Error("PS2004", "the expression cannot be parsed");
    public static readonly DiagnosticCode ExpressionRefused = Error("PS2005", "not allowed inside an expression");
    public static readonly DiagnosticCode TemplateUnclosed = Error("PS2006", "'<<' without '>>'");
    public static readonly DiagnosticCode StrayCloser = Warning("PS2007", "'>>' left over behind an expression");
    public static readonly DiagnosticCode JsonPathSyntax = Error("PS2008", "the JSONPath cannot be parsed");
    public static readonly DiagnosticCode WrongKind = Error("PS2009", "a value of another kind than its place needs");

    public static readonly DiagnosticCode TooLarge = Error("PS2010", "a value larger than one expression may make");
    public static readonly DiagnosticCode ProbeGivesLess = Error("PS2011", "a probe that does not give what its step gives");
    public static readonly DiagnosticCode EditedBehind = Error("PS2012", "an edit of what a run has done already");
    public static readonly DiagnosticCode RowsUnreadable = Error("PS2013", "a file of rows that cannot be read");
    public static readonly DiagnosticCode RowMalformed = Error("PS2014", "a row that is not one");
    public static readonly DiagnosticCode HeaderMalformed = Error("PS2015", "a header that names no columns");
    public static readonly DiagnosticCode ColumnUnknown = Error("PS2016", "a column that is no input");
    public static readonly DiagnosticCode RowInputMissing = Error("PS2017", "a row that leaves an input without a value");
    public static readonly DiagnosticCode RowsMischosen = Error("PS2018", "a column or a row that was named and is not to be had");

    public static readonly DiagnosticCode InputMissing = Error("PS3001", "an input has no value");
    public static readonly DiagnosticCode InputInvalid = Error("PS3002", "the value of an input is not of its type");
    public static readonly DiagnosticCode InputUnknown = Error("PS3003", "no such input");
    public static readonly DiagnosticCode EnvironmentUnknown = Error("PS3004", "no such environment");
    public static readonly DiagnosticCode SecretLiteral = Error("PS3005", "a secret written into an environment file");
    public static readonly DiagnosticCode SecretUnavailable = Error("PS3006", "the source of a secret gives nothing");
    public static readonly DiagnosticCode ObtainWithoutOutput = Error("PS3007", "the obtained scenario has no such output");
    public static readonly DiagnosticCode TlsUnusable = Error("PS3008", "a certificate or a key that cannot be used");
    public static readonly DiagnosticCode SecretShort = Warning("PS3009", "a secret too short to be found again");

    public static readonly DiagnosticCode NoConnection = Error("PS4001", "no connection");
    public static readonly DiagnosticCode TimedOut = Error("PS4002", "no answer in time");
    public static readonly DiagnosticCode TlsFailed = Error("PS4003", "no trusted TLS connection");
    public static readonly DiagnosticCode NotJson = Error("PS4004", "the answer is not JSON");
    public static readonly DiagnosticCode NotFound = Error("PS4005", "the answer holds no such value");
    public static readonly DiagnosticCode EvaluationFailed = Error("PS4006", "the expression cannot be evaluated");
    public static readonly DiagnosticCode Unsendable = Error("PS4007", "a value that does not fit its place in the request");
    public static readonly DiagnosticCode AnswerTooLarge = Error("PS4008", "the answer is larger than allowed");
    public static readonly DiagnosticCode Undecodable = Error("PS4010", "an answer that cannot be decoded");
    public static readonly DiagnosticCode NotText = Error("PS4019", "an answer that cannot be read as text");
    public static readonly DiagnosticCode ValueStale = Error("PS4020", "a value that is no longer good and cannot be had anew");
    public static readonly DiagnosticCode CannotResume = Error("PS4021", "a run that cannot go on like this");
    public static readonly DiagnosticCode NoTurn = Error("PS4022", "a request whose turn did not come in time");
    public static readonly DiagnosticCode NotObtained = Error("PS4023", "what another run was to obtain for all");
    public static readonly DiagnosticCode RedirectFailed = Error("PS4009", "a redirect that cannot be followed");

    public static readonly DiagnosticCode InDoubt = Error("PS4014", "a request that may have been carried out");
    public static readonly DiagnosticCode ProxyFailed = Error("PS4015", "a proxy that makes no connection");
    public static readonly DiagnosticCode RunLost = Error("PS4016", "a run that another process goes on with");
    public static readonly DiagnosticCode RedirectsEnded = Error("PS4017", "redirects that ended before they were to end");
    public static readonly DiagnosticCode RowCannotGoOn = Error("PS4024", "a row that cannot go on like this");
    public static readonly DiagnosticCode BatchTaken = Error("PS4025", "a batch that another process runs");
    public static readonly DiagnosticCode NotHttp = Error("PS4018", "an answer that is not HTTP");
    public static readonly DiagnosticCode OriginRefused = Error("PS5001", "an origin the operator did not grant");
    public static readonly DiagnosticCode SecretRefused = Error("PS5002", "a secret on its way to an origin that may not have it");
    public static readonly DiagnosticCode AddressRefused = Error("PS5003", "an address that is not plainly http or https");

    public static readonly DiagnosticCode DialRefused = Error("PS5005", "a host that leads into a network it may not lead into");
    public static readonly DiagnosticCode BudgetSpent = Error("PS5004", "more than a run may do");
    public static readonly DiagnosticCode TellsTooMuch = Error("PS5006", "more of a secret than a log may tell");
    public static readonly DiagnosticCode LimitMissed = Error("PS5007", "runs that did not keep to a limit");

    public static readonly DiagnosticCode StatusMismatch = Error("PS6001", "another status than expected");
    public static readonly DiagnosticCode HeaderMismatch = Error("PS6002", "another header than expected");
    public static readonly DiagnosticCode JsonMismatch = Error("PS6003", "another JSON body than expected");
    public static readonly DiagnosticCode NotTrue = Error("PS6004", "an expression that is not true");
    public static readonly DiagnosticCode TextMismatch = Error("PS6005", "another text than expected");
    public static readonly DiagnosticCode TooSlow = Error("PS6006", "an answer that took longer than expected");
    public static readonly DiagnosticCode NeverTrue = Error("PS6007", "what was waited for did not come");
    public static readonly DiagnosticCode FailedForGood = Error("PS6008", "an answer after which waiting is in vain");
    public static readonly DiagnosticCode NothingRan = Error("PS6009", "a run in which no step ran");

    public static readonly DiagnosticCode ExtractionUnused = Warning("PS7001", "a value is extracted and never used");
    public static readonly DiagnosticCode InputUnused = Warning("PS7002", "an input is never used");
    public static readonly DiagnosticCode VarUnused = Warning("PS7003", "a variable is never used");
    public static readonly DiagnosticCode Shadowed = Warning("PS7004", "a name takes the place of another");
    public static readonly DiagnosticCode MaybeMissing = Warning("PS7005", "a variable that is only provided under a condition");
    public static readonly DiagnosticCode AlwaysTrue = Warning("PS7006", "an expectation that can never fail");
    public static readonly DiagnosticCode SecretInAddress = Warning("PS7007", "a secret in a path or a query");
    public static readonly DiagnosticCode NothingExpected = Note("PS7008", "a step that expects nothing but success");
    public static readonly DiagnosticCode UndoMissing = Note("PS7009", "a step that makes something and does not say how to undo it");
    public static readonly DiagnosticCode NeverHolds = Warning("PS7010", "a comparison that is never true");
    public static readonly DiagnosticCode UndoElsewhere = Warning("PS7011", "an undo that does not lead to what its step made");
    public static readonly DiagnosticCode EmptyMap = Warning("PS7012", "an empty map, which any map fits");
    public static readonly DiagnosticCode SecretWritten = Warning("PS7013", "a secret written into a scenario");
    public static readonly DiagnosticCode FieldRepeated = Warning("PS7014", "a field that is sent once for each item of a list");
    public static readonly DiagnosticCode ScenarioChanged = Error("PS7015", "a file that is not as it was when the run was made");
    public static readonly DiagnosticCode UndoImpossible = Error("PS7016", "something an earlier run made that cannot be taken back");

    /// <summary>All of them, in the order of their ids.</summary>
    public static ImmutableArray<DiagnosticCode> All { get; } =
    [
        FileMissing,
        FileUnreadable,
        NotYaml,
        YamlRefused,
        YamlTooLarge,
        DuplicateKey,
        UnknownKey,
        MissingKey,
        WrongShape,
        InvalidValue,
        LiteralOnly,
        ConflictingKeys,
        DuplicateName,
        IncludeRefused,
        CircularInclude,
        FormatRefused,
        FileExists,
        FileUnwritable,
        NumberBeyond,
        NeverInDoubt,
        ProbeChanges,
        ProbeNeverDenies,
        NothingMatches,
        SecretForAll,
        LimitUnreadable,
        LimitImpossible,
        LimitNeedless,
        UnknownVariable,
        UnknownFunction,
        WrongArguments,
        TemplateSyntax,
        ExpressionRefused,
        TemplateUnclosed,
        StrayCloser,
        JsonPathSyntax,
        WrongKind,
        TooLarge,
        ProbeGivesLess,
        EditedBehind,
        RowsUnreadable,
        RowMalformed,
        HeaderMalformed,
        ColumnUnknown,
        RowInputMissing,
        RowsMischosen,
        InputMissing,
        InputInvalid,
        InputUnknown,
        EnvironmentUnknown,
        SecretLiteral,
        SecretUnavailable,
        ObtainWithoutOutput,
        TlsUnusable,
        SecretShort,
        NoConnection,
        TimedOut,
        TlsFailed,
        NotJson,
        NotFound,
        EvaluationFailed,
        Unsendable,
        AnswerTooLarge,
        RedirectFailed,
        Undecodable,
        InDoubt,
        ProxyFailed,
        RunLost,
        NotText,
        ValueStale,
        CannotResume,
        NoTurn,
        NotObtained,
        RedirectsEnded,
        NotHttp,
        RowCannotGoOn,
        BatchTaken,
        OriginRefused,
        SecretRefused,
        AddressRefused,
        BudgetSpent,
        DialRefused,
        TellsTooMuch,
        LimitMissed,
        StatusMismatch,
        HeaderMismatch,
        JsonMismatch,
        NotTrue,
        TextMismatch,
        TooSlow,
        NeverTrue,
        FailedForGood,
        NothingRan,
        ExtractionUnused,
        InputUnused,
        VarUnused,
        Shadowed,
        MaybeMissing,
        AlwaysTrue,
        SecretInAddress,
        NothingExpected,
        UndoMissing,
        NeverHolds,
        UndoElsewhere,
        EmptyMap,
        SecretWritten,
        FieldRepeated,
        ScenarioChanged,
        UndoImpossible,
    ];

    private static DiagnosticCode Error(string id, string title) => new(id, Severity.Error, title);

    private static DiagnosticCode Note(string id, string title) => new(id, Severity.Note, title);

    private static DiagnosticCode Warning(string id, string title) => new(id, Severity.Warning, title);
}
