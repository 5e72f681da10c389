using System.Text;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Damage;

/// <summary>A right request for each route, of an environment that has one of everything.</summary>
internal sealed class Specimens
{
    private const string KeySet = """{"keys":[{"kty":"RSA","kid":"k","n":"AQAB","e":"AQAB"}]}""";
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";
    private const string Vendor = "application/vnd.pingidentity.";

    private readonly WithEmulator house;
    private readonly Journey journey;
    private readonly EntitySpecimens entities;
    private string flowId = "";
    private string sessionId = "";
    private string imageId = "";
    private string fileName = "";
    private Dictionary<string, string> devices = [];

    private Specimens(WithEmulator house, Journey journey)
    {
        this.house = house;
        this.journey = journey;
        entities = new EntitySpecimens(house, Filled);
    }

    public static async Task<Specimens> GatherAsync(WithEmulator house)
    {
        var journey = await Journey.ReadyAsync(house);
        var specimens = new Specimens(house, journey);
        specimens.sessionId = (await journey.LogInAsync((await journey.AuthorizeAsync()).InLocation("flowId")!))["session.id"]!;
        specimens.flowId = (await journey.AuthorizeAsync("&prompt=login")).InLocation("flowId")!;
        var image = await RawRequest.SendAsync(house.Server, specimens.Managed("POST", "/images", "image/gif", Gif).Bytes());
        specimens.imageId = image[image.IndexOf("/images/", StringComparison.Ordinal)..].Split('/', '"')[2];
        await house.User.SendAsync(HttpMethod.Put, "/keysets/set", KeySet);
        await specimens.entities.GatherAsync();
        specimens.fileName = image[(image.LastIndexOf("/images/", StringComparison.Ordinal) + 8)..].Split('"')[0];
        specimens.devices = await DeviceSpecimens.GatherAsync(house, journey.UserId);
        return specimens;
    }

    private static byte[] Gif => [.. "GIF89a"u8, 1, 0, 1, 0];

    public Damaged Of(Route route)
    {
        var path = entities.Filled(route.Path);
        var isManaged =
            path.StartsWith("/v1/", StringComparison.Ordinal) || path.Contains("/deviceAuthentications", StringComparison.Ordinal);
        var cookies = string.Join("; ", house.User.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));
        var request = new Damaged(route.Method, path)
        {
            Headers = [isManaged ? ("Authorization", house.Worker.Authorization!) : ("Cookie", cookies)],
        };
        var (type, body, query) = ContentOf(route);
        return request.With(body) with { ContentType = type, Query = query };
    }

    private string Filled(string text) =>
        devices
            .Aggregate(text, (filled, device) => filled.Replace($"{{{device.Key}}}", device.Value, StringComparison.Ordinal))
            .Replace("{envID}", house.Server.EnvironmentId, StringComparison.Ordinal)
            .Replace("{applicationID}", journey.ClientId, StringComparison.Ordinal)
            .Replace("{populationID}", journey.PopulationId, StringComparison.Ordinal)
            .Replace("{userID}", journey.UserId, StringComparison.Ordinal)
            .Replace("{imageID}", imageId, StringComparison.Ordinal)
            .Replace("{fileName}", fileName, StringComparison.Ordinal)
            .Replace("{sessionID}", sessionId, StringComparison.Ordinal)
            .Replace("{flowID}", flowId, StringComparison.Ordinal)
            .Replace("{keySetName}", "set", StringComparison.Ordinal)
            .Replace("{appIdentifier}", journey.ClientId, StringComparison.Ordinal);

    private Damaged Managed(string method, string path, string contentType, byte[] body) =>
        new(method, house.EnvironmentPath + path)
        {
            Headers = [("Authorization", house.Worker.Authorization!)],
            ContentType = contentType,
            Body = body,
        };

    private (string Type, string Body, string Query) ContentOf(Route route) =>
        entities.BodyOf(route) is { } body ? (Json, body, "") : ContentOfTyped(route);

    private (string Type, string Body, string Query) ContentOfTyped(Route route) =>
        (route.Method, route.Path.Split('/')[^1]) switch
        {
            ("GET", "applications" or "populations" or "users") => ("", "", "?limit=2&order=-name&filter=name%20sw%20%22a%22"),
            ("POST", "applications") => (Json, Journey.ApplicationBody().ToJsonString(), ""),
            ("POST", "populations") => (Json, """{"name":"p","description":"d","default":false}""", ""),
            ("POST", "users") => (
                $"{Vendor}user.import+json",
                $$"""{"username":"u","email":"a@b.example","name":{"given":"g"},"population":{"id":"{{journey.PopulationId}}"},"password":{"value":"{{Secrets.GoodPassword}}"} }""",
                ""
            ),
            ("POST", "linkedAccounts") => (
                $"{Vendor}account.link+json",
                entities.Filled("""{"identityProvider":{"id":"{providerID}"},"externalId":"e"}"""),
                ""
            ),
            ("PUT", "metadata") => (Json, """{"metadata":{"a":1} }""", ""),
            ("GET", "authenticate") => ("", "", entities.Filled("?providerId={providerID}") + $"&flowId={flowId}"),
            ("POST", "secret") => (Json, """{"previous":{"expiresAt":"2026-04-21T00:00:00Z"}}""", ""),
            ("PUT", "password") => ($"{Vendor}password.set+json", """{"value":"Another-Secret-43","forceChange":false}""", ""),
            ("POST", "password") => ($"{Vendor}password.check+json", $$"""{"password":"{{Secrets.GoodPassword}}"}""", ""),
            ("POST", "{userID}") => ($"{Vendor}account.unlock+json", "{}", ""),
            ("PUT", "{imageID}") => ("image/gif", Encoding.Latin1.GetString(Gif), ""),
            ("POST", "devices") => (Json, """{"type":"EMAIL","email":"a@b.example","nickname":"n"}""", ""),
            ("DELETE", "devices") => ($"{Vendor}devices.order.remove+json", "", ""),
            ("POST", "{deviceID}") => ($"{Vendor}device.activate+json", """{"otp":"123456"}""", ""),
            ("PUT", "nickname") => (Json, """{"nickname":"n"}""", ""),
            ("PUT", "mfaEnabled") => (Json, """{"mfaEnabled":true}""", ""),
            ("POST", "pairingKeys") => (Json, """{"applications":[]}""", ""),
            ("PUT", "mfaSettings") => (Json, """{"pairing":{"maxAllowedDevices":5,"pairingKeyFormat":"NUMERIC"} }""", ""),
            ("POST", "deviceAuthentications") => (Json, $$"""{"user":{"id":"{{journey.UserId}}"} }""", ""),
            ("POST", "{deviceAuthID}") => ($"{Vendor}otp.check+json", """{"otp":"123456"}""", ""),
            ("POST", "pairings") => (Json, $$"""{"code":"{{devices["pairingCode"]}}"}""", ""),
            ("POST", "{agreementID}") => (
                $"{Vendor}consent.accept+json",
                entities.Filled(
                    """{"language":{"id":"{languageID}"},"revision":{"id":"{revisionID}"},"consentedAt":"2026-04-20T00:00:00Z"}"""
                ),
                ""
            ),
            ("GET", "activities") => ("", "", "?filter=action.type%20eq%20%22AGREEMENT_CONSENT.ACCEPTED%22"),
            ("POST", "signoff") => (Form, "id_token_hint=x&post_logout_redirect_uri=y&state=z", ""),
            ("GET", "signoff" or "idpSignoff") => ("", "", "?id_token_hint=x&post_logout_redirect_uri=y&state=z"),
            ("POST", "images") => ("image/gif", Encoding.Latin1.GetString(Gif), ""),
            ("GET", "authorize") => ("", "", "?" + Authorize),
            ("POST", "authorize") => (Form, Authorize, ""),
            ("POST", "{flowID}") => (
                $"{Vendor}usernamePassword.check+json",
                $$"""{"username":"{{Journey.Username}}","password":"{{Secrets.GoodPassword}}"}""",
                ""
            ),
            ("POST", "par") => (Form, $"{Authorize}&{Assertion}", ""),
            ("POST", "keys") => ("application/x-pem-file", Secrets.PublicKeyPem, ""),
            ("PUT", "{keySetName}") => (Json, KeySet, ""),
            ("GET", "resume") => ("", "", $"?flowId={flowId}"),
            ("POST", "token") => (Form, "grant_type=authorization_code&code=x&redirect_uri=y&" + Assertion, ""),
            ("POST", "device_authorization" or "cibaAuthorization") => (Form, "scope=openid&login_hint=x&" + Assertion, ""),
            ("POST", "introspect" or "revoke") => (Form, "token=x&" + Assertion, ""),
            ("POST" or "PUT" or "PATCH", _) => (
                Json,
                """{"name":"n","enabled":true,"mfaEnabled":true,"username":"n","email":"a@b.example"}""",
                ""
            ),
            _ => ("", "", ""),
        };

    private string Authorize =>
        $"client_id={journey.ClientId}&response_type=code&scope=openid&redirect_uri={Journey.Redirect}&state=s&nonce=n&max_age=5";

    private string Assertion =>
        $"client_assertion_type={Uri.EscapeDataString(Secrets.JwtBearer)}&client_assertion="
        + Secrets.Sign(
            "HS256",
            journey.ClientSecret,
            new()
            {
                ["iss"] = journey.ClientId,
                ["sub"] = journey.ClientId,
                ["aud"] = $"{house.Server.AuthPath}{house.Sign}",
                ["exp"] = house.Clock.GetUtcNow().ToUnixTimeSeconds() + 60,
            }
        );
}
