using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Authorizing;

public sealed class ResponseTypeTests : WithEmulator
{
    private static readonly string[] Gifts = ["code", "access_token", "id_token"];

    [Theory]
    [InlineData("token", "access_token")]
    [InlineData("id_token", "id_token")]
    [InlineData("token id_token", "access_token id_token")]
    [InlineData("id_token token", "access_token id_token")]
    [InlineData("code id_token", "code id_token")]
    [InlineData("code token", "code access_token")]
    [InlineData("code token id_token", "code access_token id_token")]
    [InlineData("id_token code token", "code access_token id_token")]
    public async Task Each_response_type_gives_what_it_names(string responseType, string expected)
    {
        var journey = await HybridAsync();

        var given = Fragment(await FinishAsync(journey, responseType));

        Assert.Equal(expected.Split(' '), Gifts.Where(name => given[name] is not null));
        Assert.Equal("s", given["state"]);
        Assert.Equal(given["access_token"] is null ? null : "Bearer", given["token_type"]);
        Assert.Equal(given["access_token"] is null ? null : "3600", given["expires_in"]);
        if (given["id_token"] is not { } idToken)
            return;
        var claims = Secrets.Open(idToken).Claims;
        Assert.Equal("n", claims["nonce"]!.GetValue<string>());
        Assert.Equal(journey.UserId, claims["sub"]!.GetValue<string>());
        Assert.Equal(HalfHash(given["access_token"]), claims["at_hash"]?.GetValue<string>());
        Assert.Equal(HalfHash(given["code"]), claims["c_hash"]?.GetValue<string>());
    }

    [Fact]
    public async Task The_code_of_a_hybrid_answer_is_redeemed_as_any_other()
    {
        var journey = await HybridAsync();
        var given = Fragment(await FinishAsync(journey, "code token id_token"));

        Assert.Equal(200, (await journey.RedeemAsync(given["code"]!, journey.AsJwt())).Status);

        Assert.Equal("True", (await journey.IntrospectAsync(given["access_token"]!))["active"], ignoreCase: true);
        // A second use ends what the code gave, the token beside it too.
        Assert.Equal("400 invalid_grant", (await journey.RedeemAsync(given["code"]!, journey.AsJwt())).Failure);
        Assert.Equal("False", (await journey.IntrospectAsync(given["access_token"]!))["active"], ignoreCase: true);
    }

    [Theory]
    [InlineData("response_type=id_token&scope=openid", "invalid_request")]
    [InlineData("response_type=code%20id_token&scope=openid", "invalid_request")]
    [InlineData("response_type=code%20id_token&scope=profile&nonce=n", "invalid_scope")]
    [InlineData("response_type=token&scope=openid&response_mode=query", "invalid_request")]
    [InlineData("response_type=code%20token&response_mode=query", "invalid_request")]
    [InlineData("response_type=token&response_mode=jwt", "invalid_request")]
    [InlineData("response_type=token%20none", "unsupported_response_type")]
    public async Task What_breaks_a_rule_is_told_in_the_fragment(string query, string error)
    {
        var journey = await HybridAsync();

        var reply = await User.GetAsync($"{Sign}/authorize?client_id={journey.ClientId}&redirect_uri={Journey.Redirect}&state=s&{query}");

        Assert.StartsWith("https://www.example.com#", reply.Location, StringComparison.Ordinal);
        Assert.Equal((error, "s"), (Fragment(reply)["error"], Fragment(reply)["state"]));
    }

    [Theory]
    [InlineData("AUTHORIZATION_CODE", "TOKEN", "token", "unauthorized_client")]
    [InlineData("IMPLICIT", "CODE", "code", "unauthorized_client")]
    [InlineData("IMPLICIT", "TOKEN", "id_token", "unsupported_response_type")]
    [InlineData("IMPLICIT", "ID_TOKEN", "code id_token", "unsupported_response_type")]
    public async Task An_application_gets_only_what_it_is_registered_for(string grant, string type, string asked, string error)
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync(
            "CLIENT_SECRET_JWT",
            body => (body["grantTypes"], body["responseTypes"]) = (new JsonArray(grant), new JsonArray(type))
        );

        var reply = await User.GetAsync(
            $"{Sign}/authorize?client_id={journey.ClientId}&redirect_uri={Journey.Redirect}&nonce=n&response_type={Uri.EscapeDataString(asked)}"
        );

        Assert.Contains($"error={error}", reply.Location, StringComparison.Ordinal);
    }

    [Holds("4.5-01", "4.5-02")]
    [Theory]
    [InlineData("code", "code state")]
    [InlineData("token id_token", "access_token token_type expires_in scope id_token state")]
    public async Task In_flow_mode_everything_comes_in_the_body(string responseType, string expected)
    {
        var journey = await HybridAsync();
        var reply = await FinishAsync(journey, responseType, "&response_mode=pi.flow");
        Assert.Equal(expected.Split(' '), reply.Json["authorizeResponse"]!.AsObject().Select(member => member.Key));

        var again = await AuthorizeAsync(journey, responseType, "&response_mode=pi.flow");

        Assert.Equal((200, "COMPLETED"), (again.Status, again["status"]));
        Assert.Equal(expected.Split(' '), again.Json["authorizeResponse"]!.AsObject().Select(member => member.Key));
        Assert.Equal("no-store", again.Header("Cache-Control"));
    }

    [Holds("3.6-11")]
    [Theory]
    [InlineData("s")]
    [InlineData("\"><script>alert(1)</script>")]
    [InlineData("'&amp;<>\u2028")]
    [InlineData("Größe ✓")]
    public async Task A_form_posts_itself(string state)
    {
        var journey = await HybridAsync();

        var reply = await FinishAsync(
            journey,
            "code id_token",
            $"&response_mode=form_post&state={Uri.EscapeDataString(state)}",
            ownState: true
        );

        Assert.Equal((200, "text/html; charset=UTF-8"), (reply.Status, reply.ContentType));
        Assert.Contains("<form method=\"post\" action=\"https://www.example.com\">", reply.Text, StringComparison.Ordinal);
        Assert.Equal(1, reply.Text.Split("<script").Length - 1);
        Assert.Contains(
            $"name=\"state\" value=\"{System.Text.Encodings.Web.HtmlEncoder.Default.Encode(state)}\"",
            reply.Text,
            StringComparison.Ordinal
        );
        Assert.Matches("name=\"code\" value=\"[0-9a-f-]{36}\"", reply.Text);
        Assert.Contains("default-src 'none'; script-src 'sha256-", reply.Header("Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_is_posted_too()
    {
        var journey = await HybridAsync();

        var reply = await AuthorizeAsync(journey, "code", "&response_mode=form_post&prompt=none");

        Assert.Equal(200, reply.Status);
        Assert.Contains("name=\"error\" value=\"login_required\"", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("javascript:alert(1)//")]
    [InlineData("com.example.app:/callback")]
    public async Task A_form_is_posted_to_the_web_only(string redirect)
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync("CLIENT_SECRET_JWT", body => body["redirectUris"] = new JsonArray(redirect));

        var reply = await User.GetAsync(
            $"{Sign}/authorize?client_id={journey.ClientId}&response_type=code&response_mode=form_post&redirect_uri={Uri.EscapeDataString(redirect)}"
        );

        Assert.DoesNotContain("<form", reply.Text, StringComparison.Ordinal);
    }

    private async Task<Journey> HybridAsync()
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync(
            "CLIENT_SECRET_JWT",
            body =>
            {
                body["grantTypes"] = new JsonArray("AUTHORIZATION_CODE", "IMPLICIT");
                body["responseTypes"] = new JsonArray("CODE", "TOKEN", "ID_TOKEN");
            }
        );
        await journey.CreateUserAsync();
        return journey;
    }

    private async Task<Reply> FinishAsync(Journey journey, string responseType, string more = "", bool ownState = false)
    {
        var reply = await AuthorizeAsync(journey, responseType, more, ownState);
        var flowId = reply.Status == 200 ? reply["id"]! : reply.InLocation("flowId")!;
        await journey.LogInAsync(flowId);
        return await journey.ResumeAsync(flowId);
    }

    private Task<Reply> AuthorizeAsync(Journey journey, string responseType, string more = "", bool ownState = false) =>
        User.GetAsync(
            $"{Sign}/authorize?client_id={journey.ClientId}&redirect_uri={Journey.Redirect}&scope=openid&nonce=n{(ownState ? "" : "&state=s")}&response_type={Uri.EscapeDataString(responseType)}{more}"
        );

    private static System.Collections.Specialized.NameValueCollection Fragment(Reply reply) =>
        HttpUtility.ParseQueryString(reply.Location[(reply.Location.IndexOf('#', StringComparison.Ordinal) + 1)..]);

    private static string? HalfHash(string? text) =>
        text is null ? null : Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(text)).AsSpan(0, 16));
}
