// What the emulator's reads are measured against: a minimal API with one route, which answers with a constant of the size of a user.
//
//   empty-api PORT
#:sdk Microsoft.NET.Sdk.Web
#:property AssemblyName=empty-api
#:property PublishAot=true
#:property InvariantGlobalization=true
#:property RestorePackagesWithLockFile=false

using System.Text;

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls($"http://127.0.0.1:{args[0]}");
var app = builder.Build();
app.MapGet(
    "/v1/environments/{environment}/users/{user}",
    (string environment, string user) => Results.Text(Answer.User, "application/hal+json", Encoding.UTF8)
);
app.Run();

internal static class Answer
{
    public static readonly string User = $"{{\"id\":\"{new string('u', 1880)}\"}}";
}
