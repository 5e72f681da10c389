using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests;

/// <summary>What a management call is refused for, one row a cause: <c>METHOD path | media type | body ⇒ failure</c>.</summary>
public sealed class ManagementFailureTests : WithEmulator
{
    private const string Json = "application/json";
    private const string Set = "application/vnd.pingidentity.password.set+json";
    private const string App =
        """{"enabled":true,"name":"x","type":"WEB_APP","protocol":"OPENID_CONNECT","grantTypes":["AUTHORIZATION_CODE"],"redirectUris":["https://a.example"],"responseTypes":["CODE"],"tokenEndpointAuthMethod":"NONE"}""";

    [Holds(
        "1.4-03",
        "3.1-07..09",
        "3.1-48",
        "3.1-60..61",
        "3.3-02",
        "3.4-02..03",
        "3.4-06",
        "3.4-08",
        "3.4-10",
        "3.5-02",
        "3.5-04",
        "5.2-01",
        "5.4-03..07"
    )]
    [Theory]
    // Malformed and wrongly labelled bodies.
    [InlineData("POST applications", Json, "{", "400 INVALID_REQUEST")]
    [InlineData("POST applications", Json, "[]", "400 INVALID_REQUEST")]
    [InlineData("POST populations", Json, "", "400 INVALID_REQUEST")]
    [InlineData("POST applications", "text/plain", "{}", "415 INVALID_REQUEST")]
    [InlineData("POST populations", "", "{}", "415 INVALID_REQUEST")]
    [InlineData("POST users", "application/x-www-form-urlencoded", "{}", "415 INVALID_REQUEST")]
    [InlineData("PUT users/{user}/password", Json, """{"value":"Not-A-Real-Secret-42"}""", "415 INVALID_REQUEST")]
    [InlineData("POST applications/{app}/secret", "text/plain", "{}", "415 INVALID_REQUEST")]
    // Applications.
    [InlineData("POST applications", Json, "{}", "400 INVALID_DATA REQUIRED_VALUE protocol")]
    [InlineData("POST applications", Json, App, "201")]
    [InlineData("POST applications", Json, App, "400 INVALID_DATA REQUIRED_VALUE name", "\"name\":\"x\",", "")]
    [InlineData("POST applications", Json, App, "400 INVALID_DATA REQUIRED_VALUE name", "\"x\"", "null")]
    [InlineData("POST applications", Json, App, "400 INVALID_DATA INVALID_VALUE name", "\"x\"", "7")]
    [InlineData("POST applications", Json, App, "400 INVALID_DATA REQUIRED_VALUE enabled", "\"enabled\":true,", "")]
    [InlineData("POST applications", Json, App, "400 INVALID_DATA INVALID_VALUE enabled", "true", "\"true\"")]
    [InlineData("POST applications", Json, App, "400 INVALID_DATA INVALID_VALUE type", "WEB_APP", "WEBAPP")]
    [InlineData("POST applications", Json, App, "400 INVALID_DATA INVALID_VALUE protocol", "OPENID_CONNECT", "LDAP")]
    [InlineData("POST applications", Json, App, "400 INVALID_DATA INVALID_VALUE grantTypes", "AUTHORIZATION_CODE", "PASSWORD")]
    [InlineData("POST applications", Json, App, "400 INVALID_DATA REQUIRED_VALUE grantTypes", "[\"AUTHORIZATION_CODE\"]", "[]")]
    [InlineData("POST applications", Json, App, "400 INVALID_DATA INVALID_VALUE tokenEndpointAuthMethod", "NONE", "CLIENT_JWT")]
    [InlineData("POST applications", Json, App, "400 INVALID_DATA REQUIRED_VALUE jwks", "NONE", "PRIVATE_KEY_JWT")]
    [InlineData("POST applications", Json, App, "400 INVALID_DATA REQUIRED_VALUE redirectUris", "[\"https://a.example\"]", "null")]
    [InlineData("POST applications", Json, App, "400 INVALID_DATA INVALID_VALUE redirectUris", "https://a.example", "/callback")]
    [InlineData("POST applications", Json, App, "400 INVALID_DATA INVALID_VALUE redirectUris", "https://a.example", "https://a.example#x")]
    [InlineData("POST applications", Json, App, "400 INVALID_DATA REQUIRED_VALUE responseTypes", "\"responseTypes\":[\"CODE\"],", "")]
    [InlineData("POST applications", Json, App, "400 INVALID_DATA INVALID_VALUE pkceEnforcement", "{", "{\"pkceEnforcement\":\"ALWAYS\",")]
    [InlineData("POST applications", Json, App, "400 INVALID_DATA OUT_OF_RANGE parTimeout", "{", "{\"parTimeout\":601,")]
    [InlineData("POST applications", Json, App, "400 INVALID_DATA INVALID_VALUE parTimeout", "{", "{\"parTimeout\":1.5,")]
    [InlineData("POST applications", Json, App, "400 INVALID_DATA INVALID_VALUE jwks", "{", "{\"jwks\":\"{}\",")]
    [InlineData("POST applications", Json, App, "400 INVALID_DATA INVALID_VALUE jwksUrl", "{", "{\"jwksUrl\":\"http://a.example\",")]
    [InlineData("POST applications", Json, App, "400 INVALID_DATA UNIQUENESS_VIOLATION name", "\"x\"", "\"Journey CLIENT_SECRET_JWT\"")]
    [InlineData("POST applications", Json, App, "201", "{", "{\"#loginPageUrl\":7,")]
    [InlineData("GET applications/00000000-0000-4000-8000-000000000000", "", null, "404 NOT_FOUND")]
    [InlineData("GET applications/00000000-0000-4000-8000-000000000000/secret", "", null, "404 NOT_FOUND")]
    // Populations.
    [InlineData("POST populations", Json, "{}", "400 INVALID_DATA REQUIRED_VALUE name")]
    [InlineData("POST populations", Json, """{"name":""}""", "400 INVALID_DATA EMPTY_VALUE name")]
    [InlineData("POST populations", Json, """{"name":"Default"}""", "400 INVALID_DATA UNIQUENESS_VIOLATION name")]
    [InlineData("GET populations/unknown", "", null, "404 NOT_FOUND")]
    // Users.
    [InlineData("POST users", Json, """{"email":"a@b.example"}""", "400 INVALID_DATA REQUIRED_VALUE username")]
    [InlineData("POST users", Json, """{"username":"u"}""", "400 INVALID_DATA REQUIRED_VALUE email")]
    [InlineData("POST users", Json, """{"username":"u","email":"nobody"}""", "400 INVALID_DATA INVALID_VALUE email")]
    [InlineData("POST users", Json, """{"username":"u\n","email":"a@b.example"}""", "400 INVALID_DATA INVALID_VALUE username")]
    [InlineData("POST users", Json, """{"username":"u\u0007x","email":"a@b.example"}""", "400 INVALID_DATA INVALID_VALUE username")]
    [InlineData(
        "POST users",
        Json,
        """{"username":"u","email":"a@b.example","name":{"given":"a<b"}}""",
        "400 INVALID_DATA INVALID_VALUE name.given"
    )]
    [InlineData(
        "POST users",
        Json,
        """{"username":"u","email":"a@b.example","name":{"given":""}}""",
        "400 INVALID_DATA OUT_OF_RANGE name.given"
    )]
    [InlineData("POST users", Json, """{"username":"u","email":"a@b.example","name":"Test"}""", "400 INVALID_DATA INVALID_VALUE name")]
    [InlineData(
        "POST users",
        Json,
        """{"username":"JOURNEY-user","email":"a@b.example"}""",
        "400 INVALID_DATA UNIQUENESS_VIOLATION username"
    )]
    [InlineData(
        "POST users",
        Json,
        """{"username":"u","email":"a@b.example","population":{"id":"no"}}""",
        "400 INVALID_DATA INVALID_VALUE population.id"
    )]
    [InlineData("POST users", Json, """{"username":"u","email":"a@b.example"}""", "201")]
    [InlineData("GET users/unknown", "", null, "404 NOT_FOUND")]
    [InlineData("PUT users/unknown/password", Set, """{"value":"Not-A-Real-Secret-42"}""", "404 NOT_FOUND")]
    [InlineData("PUT users/{user}/password", Set, "{}", "400 INVALID_DATA REQUIRED_VALUE value")]
    [InlineData("PUT users/{user}/password", Set, """{"value":"short"}""", "400 INVALID_DATA INVALID_VALUE value")]
    [InlineData("PUT users/{user}/password", Set, """{"value":"short","bypassPolicy":true}""", "200")]
    // What is not there, and what may not be done with what is.
    [InlineData("GET nothing", "", null, "501 NOT_IMPLEMENTED")]
    [InlineData("PATCH applications", Json, "{}", "405 INVALID_REQUEST")]
    [InlineData("POST users/{user}", Json, "{}", "415 INVALID_REQUEST")]
    [InlineData("PATCH users", Json, "{}", "405 INVALID_REQUEST")]
    [InlineData("PUT applications/{app}/secret", Json, "{}", "405 INVALID_REQUEST")]
    public async Task A_call_is_refused_for_the_cause(
        string call,
        string mediaType,
        string? body,
        string expected,
        string from = "",
        string to = ""
    )
    {
        var journey = await Journey.ReadyAsync(this);
        var path = call.Split(' ')[1]
            .Replace("{app}", journey.ClientId, StringComparison.Ordinal)
            .Replace("{user}", journey.UserId, StringComparison.Ordinal);
        if (from.Length > 0)
            body =
                body![..body!.IndexOf(from, StringComparison.Ordinal)]
                + to
                + body[(body.IndexOf(from, StringComparison.Ordinal) + from.Length)..];

        var reply = await Worker.SendAsync(HttpMethod.Parse(call.Split(' ')[0]), $"{EnvironmentPath}/{path}", body, mediaType);

        Assert.Equal(expected, reply.Failure);
        if (reply.Status >= 400)
        {
            Assert.Equal(reply.Header("Correlation-Id"), reply["id"]);
            Assert.StartsWith("The request could not be completed.", reply["message"], StringComparison.Ordinal);
            Assert.Equal("application/hal+json;charset=UTF-8", reply.ContentType?.Replace(" ", "", StringComparison.Ordinal));
        }
    }

    [Holds("5.1-01")]
    [Fact]
    public async Task All_wrong_fields_are_reported_at_once()
    {
        var reply = await Worker.SendAsync(
            HttpMethod.Post,
            $"{EnvironmentPath}/users",
            """{"email":"nobody","name":{"given":"<"},"enabled":"yes"}"""
        );

        Assert.Equal("The request could not be completed. One or more validation errors were in the request.", reply["message"]);
        Assert.Equal(
            ["username", "email", "name.given", "enabled"],
            reply.Json["details"]!.AsArray().Select(detail => detail!["target"]!.GetValue<string>())
        );
    }

    [Holds("5.4-06")]
    [Fact]
    public async Task A_wrong_choice_lists_the_allowed_ones()
    {
        var reply = await Worker.SendAsync(
            HttpMethod.Post,
            $"{EnvironmentPath}/applications",
            App.Replace("NONE", "SECRET", StringComparison.Ordinal)
        );

        Assert.Equal(
            ["NONE", "CLIENT_SECRET_BASIC", "CLIENT_SECRET_POST", "CLIENT_SECRET_JWT", "PRIVATE_KEY_JWT"],
            reply.Json["details"]![0]!["innerError"]!["allowedValues"]!.AsArray().Select(value => value!.GetValue<string>())
        );
    }

    [Holds("5.2-01", "5.4-01..05")]
    [Theory]
    // Each row breaks what it names and everything that is checked later.
    [InlineData("method", "405 INVALID_REQUEST")]
    [InlineData("bearer", "401 ACCESS_FAILED INVALID_TOKEN Authentication Credentials")]
    [InlineData("rights", "403 ACCESS_FAILED INSUFFICIENT_PERMISSIONS")]
    [InlineData("resource", "404 NOT_FOUND")]
    [InlineData("media type", "415 INVALID_REQUEST")]
    [InlineData("JSON", "400 INVALID_REQUEST")]
    [InlineData("fields", "400 INVALID_DATA REQUIRED_VALUE value")]
    public async Task The_checks_run_in_their_order(string firstBroken, string expected)
    {
        string[] order = ["method", "bearer", "rights", "resource", "media type", "JSON", "fields"];
        bool IsBroken(string check) => Array.IndexOf(order, check) >= Array.IndexOf(order, firstBroken);
        var journey = new Journey(this);
        await journey.CreateUserAsync();
        if (IsBroken("bearer"))
            Worker.Authorization = "Bearer not-a-token";
        var environment = IsBroken("rights") ? Server.OrganizationId : Server.EnvironmentId;
        var user = IsBroken("resource") ? "unknown" : journey.UserId;

        var reply = await Worker.SendAsync(
            IsBroken("method") ? HttpMethod.Patch : HttpMethod.Put,
            $"/v1/environments/{environment}/users/{user}/password",
            IsBroken("JSON") ? "{" : "{}",
            IsBroken("media type") ? Json : Set
        );

        Assert.Equal(expected, reply.Failure);
    }

    [Holds("1.3-01", "5.4-01")]
    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer not-a-token")]
    [InlineData("Basic bm86bm8=")]
    public async Task A_missing_or_garbled_token_is_refused(string? authorization)
    {
        Worker.Authorization = authorization;

        Assert.Equal(
            "401 ACCESS_FAILED INVALID_TOKEN Authentication Credentials",
            (await Worker.GetAsync($"{EnvironmentPath}/users/unknown")).Failure
        );
    }

    [Holds("2-01", "5.4-01")]
    [Fact]
    public async Task A_worker_token_ends_after_one_hour()
    {
        Clock.Advance(TimeSpan.FromSeconds(3599));
        Assert.Equal(404, (await Worker.GetAsync($"{EnvironmentPath}/users/unknown")).Status);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(401, (await Worker.GetAsync($"{EnvironmentPath}/users/unknown")).Status);
        await RenewWorkerTokenAsync();
        Assert.Equal(404, (await Worker.GetAsync($"{EnvironmentPath}/users/unknown")).Status);
    }

    [Holds("5.4-02")]
    [Fact]
    public async Task A_users_token_manages_nothing()
    {
        var journey = await Journey.ReadyAsync(this);
        var token = (await journey.RedeemAsync(await journey.GetCodeAsync(), journey.AsJwt()))["access_token"];
        Worker.Authorization = $"Bearer {token}";

        Assert.Equal(
            "403 ACCESS_FAILED INSUFFICIENT_PERMISSIONS",
            (await Worker.GetAsync($"{EnvironmentPath}/users/{journey.UserId}")).Failure
        );
    }
}
