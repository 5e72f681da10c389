namespace PingOneScenarios.Emulator.Tokens;

/// <summary>
/// The RSA key of every emulator that is given no other. It is NO SECRET: it stands here for everybody to read, so that an emulator need not
/// look for a new one, which took up to half a second. Nothing but a test may trust what is signed with it; the <c>kid</c> says so.
/// </summary>
internal static class PublicDevelopmentKey
{
    public const string KeyId = "public-development-key";

    public const string Pem = """
        -----BEGIN PRIVATE KEY-----
        MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCkoxpUGHZWheIt
        rV1Jv3dI+j9qDOgbQ0usOlGQ7JP0Xg0PT6ipNUL3GZGMkCjfsohrlKtYUUH4UKBD
        nNqbsyJxAf9Gt5BkmCwpzNbABZ6g5SKQ3Cqei0PipKCdCCQHmIGg4G6tiwqLivpl
        sja4Qv1AasdSIGBs4rgEmA4K+oc5QXa92Pt5Z9kTwmrAHW6t/fIseBQ3Q14L/RUn
        Wu9UQI4Tytuok0xopWcEqYwzaTp2LEtZDj18+dFEQzRkiYvvuBtLFuNWn+c0EnfD
        0OHKdalM8fMgymeK8VEB66JmdktZlC9RgPqUhnWQvBpDlteYh4Lq9ZWFpn0C+mhB
        aBhVJq1rAgMBAAECggEAEsEXqzO8K0AGE1D32wJKCtCi76g3un9Qe/aKuxkQA5rB
        HxjibCAKmE5b06jKVy0luCeP2zgqbSh2ES2pg2oFBt2E4F/hvWvOQBa68dXSC57+
        cIT7/+J6YbOCLlEylYDsZ1CZmwBHO70hp/sEm7nZ0oA3Y2YXxd+Puco+c0a1p7Jc
        EbeDsn/YB0JtjGqMjfp1rE9TSO0p7OK9x8w7Bph01WaA5drNDpYVYDpMaB+Q8fA0
        RKwYtBjZIAB6OAK4UfGwzx+zwUCwbPhus8vWqwqkg48EsNiGvicuM1UQ/IDEsCy8
        MYLrbLws/vdoDQnZNZ554Fu/u5OElkfMHkFinKK9wQKBgQDUGN9yzGzujrEPzVA1
        fj4qIp0NA8rS/I1SpYOHNkv9hq5rcPpFy1UrDpn464fJfFZbGthyDKMwZkJeFiA1
        796IuuIJQ1/6PW7D+POFhyGVE8Ks9+/10xHQ6ePIaLQtWX1UW4DlhrNpFeMZfIdS
        rBUrirGNHv/cvGbhmOJamUUGQQKBgQDGt0zqYzxcEjYaz/VlePXI3pAq304hVteN
        nKO4DjL+dYHccdWWPxxr9T+/6c3TELytDcu4MeSABYDJZWfeAmMWkrn5VUMOob1Y
        msmGNIEIXnDY4OualkmefhJeMrZMH7Dt++liPOcRGrLnsg+P6j7jQUeLZhxb3zW1
        iEnoZCuAqwKBgFCS9mhFMujZung3Vk5MHE+jgKhOFYJbwVBxYms+fFXfEWntrJZR
        LZTC4kmHKLmpi6DmrO1+0Yv0fSgDHc9/xbmJzY8ZUl/dcLPwYosKj/5zWFSfiECK
        I82K3SboZ/KGea9PZ8NKjePRFco73ajRiOVWtibXbPotdKQlkXA7o9ZBAoGBAJRx
        h56sRQHOhOZgpUOJKapFQFMWf2n+UoWyFsc+rC9UHo9L5i8XtCadjWLSyHO8VAW+
        gYl2k+hitAM+omnBRL4vG4g7fh1nC2guMQ71F9Lloc0RsE7Jp/Mi4JvHrFCPd/8/
        qOc+8angVPcqF9/9L79aG5Tx0Yt74cZbKkLU2X6DAoGAemDNv4wNesswLa7HUy0r
        27Cf1rZHVCyK/NUWldeuIXH0el6ybpI0zLt29sYDBStbVGWymuuB6vOCf8O5Qrpm
        Ly46Op8USwKY3SCyUoHfzF7TNZGmaNWkiSFX0ng3wbNeveVj+KDv4dfkf/aycikj
        keJyv2wduAzwH1JaTGhZYkc=
        -----END PRIVATE KEY-----
        """;
}
