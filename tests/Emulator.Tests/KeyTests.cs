using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using PingOneScenarios.Emulator.Tests.Driving;
using PingOneScenarios.Emulator.Tokens;

namespace PingOneScenarios.Emulator.Tests;

/// <summary>What tokens are signed with: a key that everybody has, or one that is given.</summary>
public sealed class KeyTests : IDisposable
{
    private readonly RSA own = RSA.Create(2048);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Refused =>
        new()
        {
            { "", "holds no RSA private key in PEM; openssl genrsa 2048 makes one" },
            { "not a key", "holds no RSA private key in PEM; openssl genrsa 2048 makes one" },
            { RSA.Create(2048).ExportRSAPublicKeyPem(), "holds no RSA private key in PEM; openssl genrsa 2048 makes one" },
            { RSA.Create(2048).ExportSubjectPublicKeyInfoPem(), "holds no RSA private key in PEM; openssl genrsa 2048 makes one" },
            { ECDsa.Create().ExportPkcs8PrivateKeyPem(), "holds no RSA private key in PEM; openssl genrsa 2048 makes one" },
            {
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
                "holds no RSA private key in PEM; openssl genrsa 2048 makes one"
            },
            { RSA.Create(1024).ExportPkcs8PrivateKeyPem(), "has 1024 bits, RS256 takes 2048 or more; openssl genrsa 2048 makes one" },
            {
                RSA.Create(2048)
                    .ExportEncryptedPkcs8PrivateKeyPem(
                        "x",
                        new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1)
                    ),
                "is encrypted; openssl pkey -in FILE -out PLAIN writes it without its password"
            },
        };

    public void Dispose() => own.Dispose();

    [Fact]
    public async Task Every_emulator_has_the_same_key_and_says_that_it_is_no_secret()
    {
        await using var first = await Troubled.StartAsync();
        await using var second = await Troubled.StartAsync();

        var keys = await KeysAsync(first);
        Assert.Equal(keys["keys.0.n"], (await KeysAsync(second))["keys.0.n"]);
        Assert.Equal("public-development-key", keys["keys.0.kid"]);
        Assert.Equal(keys["keys.0.kid"], KeyIdOf(first));
    }

    [Fact]
    public async Task A_given_key_takes_its_place()
    {
        foreach (
            var pem in new[] { own.ExportPkcs8PrivateKeyPem(), own.ExportRSAPrivateKeyPem(), "my key\n" + own.ExportPkcs8PrivateKeyPem() }
        )
        {
            await using var house = await Troubled.StartAsync(new EmulatorSettings { Key = TokenKey.Of(pem) });
            await house.SignOnAsync();

            var keys = await KeysAsync(house);
            Assert.Equal(Base64Url.EncodeToString(own.ExportParameters(false).Modulus), keys["keys.0.n"]);
            Assert.Equal(("default", "default"), (keys["keys.0.kid"], KeyIdOf(house)));
            var token = house.Worker.Authorization!["Bearer ".Length..];
            var end = token.LastIndexOf('.');
            Assert.True(
                own.VerifyData(
                    Encoding.ASCII.GetBytes(token[..end]),
                    Base64Url.DecodeFromChars(token.AsSpan(end + 1)),
                    HashAlgorithmName.SHA256,
                    RSASignaturePadding.Pkcs1
                )
            );
        }
    }

    [Theory, MemberData(nameof(Refused))]
    public async Task What_is_no_key_is_refused_with_its_reason(string pem, string why)
    {
        Assert.Equal(why, Assert.Throws<KeyRefusedException>(() => TokenKey.Of(pem)).Message);

        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, pem, Ct);
        Assert.Equal(why, (await Assert.ThrowsAsync<KeyRefusedException>(() => KeyFile.ReadAsync(file, Ct))).Message);
        File.Delete(file);
    }

    [Fact]
    public async Task A_key_is_read_from_a_file_of_a_key_s_size()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, own.ExportPkcs8PrivateKeyPem(), Ct);
        Assert.Equal(own.ExportPkcs8PrivateKeyPem(), (await KeyFile.ReadAsync(file, Ct)).Pem);

        await File.WriteAllTextAsync(file, own.ExportPkcs8PrivateKeyPem() + new string(' ', 1 << 16), Ct);
        await SayAsync(file, "is larger than 64 KB, which no key is");
        File.Delete(file);
        await SayAsync(file, "is not there");
        await SayAsync(Path.GetTempPath(), "is a folder; name a file in it");
    }

    private static async Task SayAsync(string file, string why) =>
        Assert.Equal(why, (await Assert.ThrowsAsync<KeyRefusedException>(() => KeyFile.ReadAsync(file, Ct))).Message);

    private static Task<Reply> KeysAsync(Troubled house) => house.Worker.GetAsync($"/{house.Server.EnvironmentId}/as/jwks");

    private static string KeyIdOf(Troubled house) =>
        Secrets.Open(house.Worker.Authorization!["Bearer ".Length..]).Header["kid"]!.GetValue<string>();
}
