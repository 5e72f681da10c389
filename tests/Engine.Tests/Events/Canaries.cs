namespace PingOneScenarios.Engine.Tests.Events;

/// <summary>Secrets of odd shapes. Obviously fake; the long one stands for a token, the short ones for passwords.</summary>
public static class Canaries
{
    public static readonly string[] All =
    [
        "Canary-1",
        "Canary0123456789Canary0123456789Canary01",
        "Can\"ary'2\\x",
        "Can ary/3?&=+%41",
        "Cänäry-🙂-é",
        "Can\nary\t4x",
        "<Canary>&amp;5",
        "==Canary6==",
        "$.Canary«7»",
        "http://Canary:8@x/",
        "eyJhbGciOiJub25lIn0.Canary9_" + "fake-payload-0123456789" + ".c2lnbmF0dXJl-_c2lnbmF0dXJl",
        "{\"Canary\":[10]} \\u0041",
    ];

    public static TheoryData<string> Data => [.. All];
}
