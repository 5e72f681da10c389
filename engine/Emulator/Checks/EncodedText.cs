using System.Globalization;
using System.Text;
using System.Text.Unicode;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>What stands in a query or a form can be taken out of its percent signs: two hexadecimal digits behind each, UTF-8, no NUL.</summary>
internal static class EncodedText
{
    public static Answer? CheckQuery(Call call) =>
        !call.Request.QueryString.HasValue || IsWellFormed(Encoding.UTF8.GetBytes(call.Request.QueryString.Value))
            ? null
            : ApiError.InvalidRequest(call, "The query is not well-formed UTF-8.");

    /// <summary>False for bytes that are no text even before they are taken apart.</summary>
    public static bool IsWellFormed(ReadOnlySpan<byte> form)
    {
        var plain = new byte[form.Length];
        var length = 0;
        for (var i = 0; i < form.Length; i++)
        {
            var taken = form[i];
            if (taken == '%')
            {
                if (i + 2 >= form.Length || !byte.TryParse(form.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, null, out taken))
                    return false;
                i += 2;
            }
            plain[length++] = taken;
        }
        return Utf8.IsValid(plain.AsSpan(0, length)) && !plain.AsSpan(0, length).Contains((byte)0);
    }
}
