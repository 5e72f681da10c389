namespace PingOneScenarios.Emulator.Controls;

/// <summary>The files of the page.</summary>
internal static class ControlPage
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static Answer Html { get; } = Load("page.html", "text/html;charset=UTF-8").With("Content-Security-Policy", Policy);

    public static Answer Styles { get; } = Load("page.css", "text/css;charset=UTF-8");

    public static Answer Script { get; } = Load("page.js", "text/javascript;charset=UTF-8");

    private static Answer Load(string name, string type)
    {
        using var stream = typeof(ControlPage).Assembly.GetManifestResourceStream($"controls/{name}")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new Answer(200, type, bytes).NotStored().With("Referrer-Policy", "no-referrer");
    }
}
