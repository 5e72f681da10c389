namespace PingOneScenarios.Engine.Http;

/// <summary>Fields of a form that is sent, looked for without taking the form apart.</summary>
internal static class SentForm
{
    /// <summary>The value of a field as it is encoded; empty for another body, and without such a field.</summary>
    /// <param name="request">As it is sent.</param>
    /// <param name="field">The name and the equals sign.</param>
    public static ReadOnlySpan<byte> Value(RenderedRequest request, ReadOnlySpan<byte> field)
    {
        if (
            request.Body is not { } body
            || !body.MediaType.Plain.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
        )
            return default;
        var form = body.Bytes.Span;
        var start = form.IndexOf(field);
        if (start < 0 || start > 0 && form[start - 1] != (byte)'&')
            return default;
        var value = form[(start + field.Length)..];
        var end = value.IndexOf((byte)'&');
        return end < 0 ? value : value[..end];
    }
}
