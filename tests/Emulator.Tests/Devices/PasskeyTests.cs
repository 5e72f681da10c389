using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Devices;

public sealed class PasskeyTests : WithEmulator
{
    private const string NewPasskey = """{"type":"FIDO2","rp":{"id":"example.com","name":"Example"} }""";
    private static readonly string[] Policy =
    [
        """{"priority":5,"type":"LOGIN"}""",
        """{"priority":10,"type":"MULTI_FACTOR_AUTHENTICATION"}""",
    ];

    [Fact]
    [Holds("7.1-13", "7.2-14")]
    public async Task A_registered_key_signs_on_each_time_with_another_challenge()
    {
        using var passkey = new Passkey();
        var (_, factor) = await Factor.ReadyAsync(this, Policy);
        await RegisterAsync(factor, passkey);
        var first = await WaitingAsync(factor);
        passkey.Count++;
        var assertion = passkey.Assert(first["publicKeyCredentialRequestOptions"]!);

        Assert.Equal("COMPLETED", (await factor.PostAsync(first["id"]!, "assertion.check", assertion))["status"]);

        User.Cookies.Clear();
        var second = await WaitingAsync(factor);
        Assert.Equal(
            "400 INVALID_DATA INVALID_VALUE assertion",
            (await factor.PostAsync(second["id"]!, "assertion.check", assertion)).Failure
        );
        passkey.Count++;
        Assert.Equal(
            "COMPLETED",
            (await factor.PostAsync(second["id"]!, "assertion.check", passkey.Assert(second["publicKeyCredentialRequestOptions"]!)))[
                "status"
            ]
        );
    }

    [Fact]
    public async Task A_wrong_assertion_is_refused_and_the_flow_stays()
    {
        using var passkey = new Passkey();
        using var stranger = new Passkey();
        var (_, factor) = await Factor.ReadyAsync(this, Policy);
        await RegisterAsync(factor, passkey);
        var flow = await WaitingAsync(factor);
        var options = flow["publicKeyCredentialRequestOptions"]!;

        Assert.Equal("was counted already", await WhyAsync(passkey.Assert(options)));
        passkey.Count++;
        Assert.Equal("has a wrong signature", await WhyAsync(passkey.Assert(options, signed => [.. signed, 0])));
        Assert.Equal("is of another credential", await WhyAsync(stranger.Assert(options)));
        Assert.Equal(
            "is not the JSON of a public key credential",
            await WhyAsync("""{"origin":"https://app.example.com","assertion":"{}"}""")
        );
        Assert.Equal("is required but no value was provided", await WhyAsync("{}"));
        Assert.Equal("COMPLETED", (await factor.PostAsync(flow["id"]!, "assertion.check", passkey.Assert(options)))["status"]);

        async Task<string?> WhyAsync(string body) => (await factor.PostAsync(flow["id"]!, "assertion.check", body))["details.0.message"];
    }

    [Theory]
    [InlineData("https://example.org", "example.com", 1, null, "is of an origin outside the relying party")]
    [InlineData("https://notexample.com", "example.com", 1, null, "is of an origin outside the relying party")]
    [InlineData("https://example.com", "example.org", 1, null, "is of another relying party")]
    [InlineData("https://example.com", "example.com", 0, null, "was made while no user was present")]
    [InlineData("https://example.com", "example.com", 1, "AAAA", "answers another challenge")]
    public async Task A_wrong_attestation_is_refused(string origin, string relyingParty, byte flags, string? challenge, string why)
    {
        using var passkey = new Passkey
        {
            Origin = origin,
            RelyingParty = relyingParty,
            Flags = flags,
            OtherChallenge = challenge,
        };
        var (_, factor) = await Factor.ReadyAsync(this);
        var made = await factor.AddAsync(NewPasskey);

        var refused = await factor.ActAsync(made["id"]!, "device.activate", passkey.Attest(made["publicKeyCredentialCreationOptions"]!));

        Assert.Equal("400 INVALID_DATA INVALID_VALUE attestation", refused.Failure);
        Assert.Equal(why, refused["details.0.message"]);
    }

    [Fact]
    public async Task An_attestation_with_a_statement_is_not_served()
    {
        using var passkey = new Passkey { Format = "packed" };
        var (_, factor) = await Factor.ReadyAsync(this);
        var made = await factor.AddAsync(NewPasskey);

        var refused = await factor.ActAsync(made["id"]!, "device.activate", passkey.Attest(made["publicKeyCredentialCreationOptions"]!));

        Assert.Equal("501 NOT_IMPLEMENTED", refused.Failure);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{\\\"response\\\":{\\\"clientDataJSON\\\":\\\"e30=\\\",\\\"attestationObject\\\":\\\"////\\\"}}")]
    [InlineData("{\\\"response\\\":{\\\"clientDataJSON\\\":\\\"!\\\",\\\"attestationObject\\\":\\\"oA==\\\"}}")]
    public async Task What_is_no_attestation_is_refused(string attestation)
    {
        var (_, factor) = await Factor.ReadyAsync(this);
        var made = await factor.AddAsync(NewPasskey);

        var refused = await factor.ActAsync(
            made["id"]!,
            "device.activate",
            $$"""{"origin":"https://example.com","attestation":"{{attestation}}"}"""
        );

        Assert.Equal(400, refused.Status);
    }

    private static async Task RegisterAsync(Factor factor, Passkey passkey)
    {
        var made = await factor.AddAsync(NewPasskey);
        Assert.Equal("ACTIVATION_REQUIRED", made["status"]);
        var activated = await factor.ActAsync(made["id"]!, "device.activate", passkey.Attest(made["publicKeyCredentialCreationOptions"]!));
        Assert.Equal("ACTIVE", activated["status"]);
    }

    private static async Task<Reply> WaitingAsync(Factor factor)
    {
        var flow = await factor.LogInAsync();
        Assert.Equal("ASSERTION_REQUIRED", flow["status"]);
        return flow;
    }
}
