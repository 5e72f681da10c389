using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Tests.Trust;

/// <summary>The variables of proxies mean what they mean to golang.org/x/net/http/httpproxy; the rows of its tests are among these.</summary>
public sealed class ProxiesTests
{
    [Theory]
    [InlineData("HTTP_PROXY=a http_proxy=b", "http", "a HTTP_PROXY")]
    [InlineData("http_proxy=b", "http", "b http_proxy")]
    [InlineData("HTTPS_PROXY=a https_proxy=b", "https", "a HTTPS_PROXY")]
    [InlineData("https_proxy=b", "https", "b https_proxy")]
    [InlineData("HTTP_PROXY= http_proxy=b", "http", "b http_proxy")]
    [InlineData("http_proxy=a", "https", "direct")]
    [InlineData("https_proxy=a", "http", "direct")]
    [InlineData("ALL_PROXY=a all_proxy=a", "https", "direct")]
    [InlineData("http_proxy=", "http", "direct")]
    [InlineData("https_proxy=a REQUEST_METHOD=GET", "https", "a https_proxy")]
    public void Which_variable_counts(string variables, string scheme, string proxy) =>
        Assert.Equal(proxy, Read(variables).To(scheme, "example.com", 80) is { } found ? $"{found.Host} {found.Variable}" : "direct");

    [Theory]
    [InlineData("127.0.0.1:8080", "Http 127.0.0.1 8080")]
    [InlineData("cache.corp.example.com:1234", "Http cache.corp.example.com 1234")]
    [InlineData("cache.corp.example.com", "Http cache.corp.example.com 80")]
    [InlineData("https://cache.corp.example.com", "Https cache.corp.example.com 443")]
    [InlineData("http://127.0.0.1:8080", "Http 127.0.0.1 8080")]
    [InlineData("https://127.0.0.1:8080", "Https 127.0.0.1 8080")]
    [InlineData("socks5://127.0.0.1", "Socks 127.0.0.1 1080")]
    [InlineData("socks5h://127.0.0.1:9050", "Socks 127.0.0.1 9050")]
    [InlineData("HTTP://Proxy.Example:3128/", "Http proxy.example 3128")]
    [InlineData("http://[::1]:3128", "Http ::1 3128")]
    [InlineData("[2001:db8::1]:3128", "Http 2001:db8::1 3128")]
    [InlineData("user:password@proxy:3128", "Http proxy 3128 user:password")]
    [InlineData("http://us%3Aer:p%40ss%25@proxy:3128", "Http proxy 3128 us:er:p@ss%")]
    [InlineData("user@proxy", "Http proxy 80 user:")]
    [InlineData("proxy:", "Http proxy 80")]
    [InlineData(" proxy ", "Http proxy 80")]
    public void What_an_address_names(string value, string proxy)
    {
        var found = Proxy.Read("http_proxy", value);
        Assert.Null(found.Objection);
        var account = found.Account is { } who ? $" {who.User}:{who.Password}" : "";
        Assert.Equal(proxy, $"{found.Kind} {found.Host} {found.Port}{account}");
        Assert.DoesNotContain("user", found.Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("htp://proxy:3128")]
    [InlineData("ftp://proxy")]
    [InlineData("socks4://proxy")]
    [InlineData("http://")]
    [InlineData("http:/proxy")]
    [InlineData("http://:3128")]
    [InlineData("proxy:3128:3128")]
    [InlineData("http://proxy:0")]
    [InlineData("http://proxy/proxy.pac")]
    [InlineData("http://proxy#x")]
    [InlineData("http://user:pa/ss@proxy")]
    public void What_names_no_proxy_is_an_error_and_no_way_round(string value)
    {
        var found = Read($"http_proxy={value}").To("http", "example.com", 80)!;
        Assert.NotNull(found.Objection);
        Assert.Equal("the proxy of the variable http_proxy", found.Shown);
    }

    [Theory]
    [InlineData("example.com", "example.com", 80, "direct")]
    [InlineData("example.com", "www.example.com", 80, "direct")]
    [InlineData("example.com", "notexample.com", 80, "proxy")]
    [InlineData(".example.com", "example.com", 80, "proxy")]
    [InlineData(".example.com", "www.example.com", 80, "direct")]
    [InlineData("*.example.com", "example.com", 80, "proxy")]
    [InlineData("*.example.com", "www.example.com", 80, "direct")]
    [InlineData("EXAMPLE.COM", "www.example.com", 80, "direct")]
    [InlineData(" a.example , example.com ", "example.com", 80, "direct")]
    [InlineData("a.example example.com", "example.com", 80, "proxy")]
    [InlineData("*", "example.com", 80, "direct")]
    [InlineData("a.example,*", "192.0.2.1", 80, "direct")]
    [InlineData("*example.com", "www.example.com", 80, "proxy")]
    [InlineData("example.com:80", "example.com", 80, "direct")]
    [InlineData("example.com:80", "example.com", 443, "proxy")]
    [InlineData("example.com:", "example.com", 443, "direct")]
    [InlineData("example.com:abc", "example.com", 80, "proxy")]
    [InlineData(":80", "example.com", 80, "proxy")]
    [InlineData("192.0.2.0/24", "192.0.2.77", 80, "direct")]
    [InlineData("192.0.2.9/24", "192.0.2.77", 80, "direct")]
    [InlineData("192.0.2.0/24", "192.0.3.77", 80, "proxy")]
    [InlineData("192.0.2.0/24", "example.com", 80, "proxy")]
    [InlineData("192.0.2.0/99", "192.0.2.1", 80, "proxy")]
    [InlineData("0.0.0.0/0", "192.0.2.1", 80, "direct")]
    [InlineData("192.0.2.1", "192.0.2.1", 80, "direct")]
    [InlineData("192.0.2.1", "192.0.2.11", 80, "proxy")]
    [InlineData("192.0.2.1:8080", "192.0.2.1", 8080, "direct")]
    [InlineData("192.0.2.1:8080", "192.0.2.1", 80, "proxy")]
    [InlineData("2001:db8::52:0:1", "2001:db8::52:0:1", 80, "direct")]
    [InlineData("[2001:db8::52:0:1]:80", "2001:db8::52:0:1", 80, "direct")]
    [InlineData("[2001:db8::52:0:1]:443", "2001:db8::52:0:1", 80, "proxy")]
    [InlineData("2001:db8::/32", "2001:db8:1::5", 80, "direct")]
    [InlineData("2001:db8::/32", "2001:db9::5", 80, "proxy")]
    [InlineData("münchen.example", "xn--mnchen-3ya.example", 80, "direct")]
    [InlineData("1", "example.com", 80, "proxy")]
    [InlineData("", "example.com", 80, "proxy")]
    [InlineData("", "localhost", 80, "direct")]
    [InlineData("", "127.0.0.1", 80, "direct")]
    [InlineData("", "127.9.9.9", 80, "direct")]
    [InlineData("", "::1", 80, "direct")]
    [InlineData("", "localhost.example", 80, "proxy")]
    [InlineData("", "10.0.0.1", 80, "proxy")]
    public void Who_is_reached_directly(string list, string host, int port, string way)
    {
        foreach (var name in new[] { "NO_PROXY", "no_proxy" })
        {
            var proxies = Proxies.Of(n =>
                n == name ? list
                : n == "http_proxy" ? "proxy"
                : null
            );
            Assert.Equal(way, proxies.To("http", host, port) is null ? "direct" : "proxy");
        }
    }

    private static Proxies Read(string variables)
    {
        var given = variables.Split(' ').Select(v => v.Split('=', 2)).ToDictionary(v => v[0], v => v[1]);
        return Proxies.Of(given.GetValueOrDefault);
    }
}
