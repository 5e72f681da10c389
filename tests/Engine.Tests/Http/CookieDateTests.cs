using System.Globalization;
using PingOneScenarios.Engine.Http.Cookies;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>RFC 6265, section 5.1.1.</summary>
public sealed class CookieDateTests
{
    [Theory]
    [InlineData("Thu, 01 Jan 1970 00:00:00 UTC", "1970-01-01T00:00:00")]
    [InlineData("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37")]
    [InlineData("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37")]
    [InlineData("Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37")]
    [InlineData("Sun, 6 Nov 1994 8:9:7", "1994-11-06T08:09:07")]
    [InlineData("1 Jan 69 0:0:0", "2069-01-01T00:00:00")]
    [InlineData("1 Jan 70 0:0:0", "1970-01-01T00:00:00")]
    [InlineData("Jan 1st 2030 23:59:59Z", "2030-01-01T23:59:59")]
    [InlineData("23:59:59;2030/dec/31", "2030-12-31T23:59:59")]
    [InlineData("Wed, 29 Feb 2028 00:00:00 GMT", "2028-02-29T00:00:00")]
    [InlineData("Wed, 29 Feb 2027 00:00:00 GMT", null)]
    [InlineData("Wed, 31 Apr 2027 00:00:00 GMT", null)]
    [InlineData("Wed, 00 Jan 2027 00:00:00 GMT", null)]
    [InlineData("Wed, 01 Jan 2027 24:00:00 GMT", null)]
    [InlineData("Wed, 01 Jan 2027 00:60:00 GMT", null)]
    [InlineData("Wed, 01 Jan 2027 00:00:60 GMT", null)]
    [InlineData("Wed, 01 Jan 1600 00:00:00 GMT", null)]
    [InlineData("Wed, 01 Jan 02027 00:00:00 GMT", null)]
    [InlineData("Wed, 01 Jan 2027 00:00 GMT", null)]
    [InlineData("2027-01-01T00:00:00Z", null)]
    [InlineData("1767225600", null)]
    [InlineData("", null)]
    [InlineData("0", null)]
    public void A_date_is_read_as_browsers_read_it(string text, string? moment) =>
        Assert.Equal(moment, CookieDate.Parse(text)?.ToString("s", CultureInfo.InvariantCulture));
}
