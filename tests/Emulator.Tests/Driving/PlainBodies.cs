namespace PingOneScenarios.Emulator.Tests.Driving;

/// <summary>A right body of each plain resource, by the name of its kind; an id in braces stands for that of the environment's resource.</summary>
internal static class PlainBodies
{
    public static IReadOnlyDictionary<string, string> Table { get; } =
        new Dictionary<string, string>
        {
            ["schemaAttribute"] = """{"name":"favourite","displayName":"f","enabled":true,"type":"STRING"}""",
            ["key"] =
                """{"name":"k","algorithm":"RSA","keyLength":2048,"signatureAlgorithm":"SHA256withRSA","subjectDN":"CN=k","usageType":"SIGNING","validityPeriod":365}""",
            ["keyRotationPolicy"] =
                """{"name":"p","algorithm":"RSA","dn":"CN=p","keyLength":2048,"signatureAlgorithm":"SHA256withRSA","usageType":"SIGNING"}""",
            ["language"] = """{"locale":"fr","enabled":true,"default":false}""",
            ["notificationsPolicy"] = """{"name":"n","quotas":[{"type":"ENVIRONMENT","deliveryMethods":["SMS","Voice"],"total":10}]}""",
            ["emailDomain"] = """{"domainName":"example.com"}""",
            ["trustedEmail"] = """{"emailAddress":"a@example.com"}""",
            ["alertChannel"] = """{"channelType":"EMAIL","addresses":["a@example.com"],"includeSeverities":["ERROR"]}""",
            ["subscription"] =
                """{"name":"s","enabled":true,"verifyTlsCertificates":true,"format":"ACTIVITY","filterOptions":{"includedActionTypes":["USER.CREATED"],"ipAddressExposed":false,"userAgentExposed":false},"httpEndpoint":{"url":"https://example.com"} }""",
            ["theme"] =
                """{"template":"split","default":false,"configuration":{"backgroundType":"COLOR","backgroundColor":"#ffffff","bodyTextColor":"#000000","buttonColor":"#000000","buttonTextColor":"#ffffff","cardColor":"#ffffff","headingTextColor":"#000000","linkTextColor":"#0000ff","logoType":"NONE","name":"t"} }""",
            ["customDomain"] = """{"domainName":"login.example.com"}""",
            ["form"] =
                """{"name":"f","category":"CUSTOM","markOptional":false,"markRequired":true,"components":{"fields":[]},"passwordAutoCompleteEnabled":false,"textAutoCompleteEnabled":false }""",
            ["gateway"] = """{"name":"g","type":"PING_FEDERATE","enabled":true}""",
            ["propagationPlan"] = """{"name":"p"}""",
            ["propagationStore"] =
                """{"name":"s","type":"scim","configuration":{"SCIM_URL":"https://example.com","authentication_method":"OAuth 2 Bearer Token","users_resource":"/Users"} }""",
            ["rateLimitIpConfig"] = """{"type":"WHITELIST","value":"192.0.2.1"}""",
        };
}
