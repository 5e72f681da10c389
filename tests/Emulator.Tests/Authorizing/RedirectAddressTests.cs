using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Authorizing;

public sealed class RedirectAddressTests : WithEmulator
{
    private const string Star = "https://www.example.com/th*/callback";

    [Holds("3.6-16")]
    [Theory]
    [InlineData(Star, "https://www.example.com/this/callback", true)]
    [InlineData(Star, "https://www.example.com/that/callback", true)]
    [InlineData(Star, "https://www.example.com/th/callback", true)]
    [InlineData(Star, "https://www.example.com/oidc/callback", false)]
    [InlineData(Star, "https://www.example.com/this/callback/", false)]
    [InlineData(Star, "https://www.example.com/this/other/callback", false)]
    [InlineData(Star, "https://www.example.com/this?x=/callback", false)]
    [InlineData(Star, "https://www.example.com/this#/callback", false)]
    [InlineData(Star, "https://www.example.com/this%2fx/callback", false)]
    [InlineData(Star, "https://www.example.com/this\\x/callback", false)]
    [InlineData(Star, "https://www.example.com.evil.example/this/callback", false)]
    [InlineData(Star, "http://www.example.com/this/callback", false)]
    [InlineData("https://www.example.com/a/*", "https://www.example.com/a/..", false)]
    [InlineData("https://www.example.com/a/*", "https://www.example.com/a/%2E%2e", false)]
    [InlineData("https://www.example.com/a/*", "https://www.example.com/a/b", true)]
    [InlineData("https://www.example.com/cb?tenant=*", "https://www.example.com/cb?tenant=blue", true)]
    [InlineData("https://www.example.com/cb?tenant=*", "https://www.example.com/cb?tenant=blue&x=1", false)]
    public async Task One_star_behind_the_authority_stands_for_what_fits(string registered, string sent, bool fits) =>
        Assert.Equal(fits, await IsTakenAsync(registered, sent, wildcard: true));

    [Theory]
    [InlineData("http://127.0.0.1/cb", "http://127.0.0.1:5555/cb", true)]
    [InlineData("http://127.0.0.1:1/cb", "http://127.0.0.1:5555/cb", true)]
    [InlineData("http://localhost:8080/cb", "http://localhost/cb", true)]
    [InlineData("https://localhost", "https://localhost:65535", true)]
    [InlineData("http://[::1]/cb", "http://[::1]:61023/cb", true)]
    [InlineData("http://127.0.0.1/cb", "http://127.0.0.1:5555/other", false)]
    [InlineData("http://127.0.0.1/cb", "https://127.0.0.1:5555/cb", false)]
    [InlineData("http://127.0.0.1/cb", "http://localhost:5555/cb", false)]
    [InlineData("http://127.0.0.1/cb", "http://127.0.0.1:5555@evil.example/cb", false)]
    [InlineData("http://localhost/cb", "http://localhost.evil.example:80/cb", false)]
    [InlineData("http://localhost/cb", "http://localhost:x/cb", false)]
    [InlineData("https://www.example.com/cb", "https://www.example.com:8443/cb", false)]
    public async Task The_port_of_this_machine_does_not_count(string registered, string sent, bool fits) =>
        Assert.Equal(fits, await IsTakenAsync(registered, sent, wildcard: false));

    private async Task<bool> IsTakenAsync(string registered, string sent, bool wildcard)
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync(
            "CLIENT_SECRET_JWT",
            body =>
            {
                body["name"] = $"{registered} {sent}";
                body["redirectUris"] = new JsonArray(Journey.Redirect, "https://other.example.com/cb");
                body["allowWildcardInRedirectUris"] = wildcard;
                body["redirectUris"]!.AsArray().Add(registered);
            }
        );
        var reply = await User.GetAsync(
            $"{Sign}/authorize?client_id={journey.ClientId}&response_type=code&redirect_uri={Uri.EscapeDataString(sent)}"
        );
        Assert.Equal(302, reply.Status);
        if (reply.InLocation("flowId") is not null)
            return true;
        var error = JsonNode.Parse(reply.InLocation("error")!)!;
        Assert.Equal("INVALID_DATA", error["code"]!.GetValue<string>());
        Assert.Equal("Redirect URI mismatch", error["details"]![0]!["message"]!.GetValue<string>());
        return false;
    }
}
