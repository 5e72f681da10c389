using System.Security.Cryptography;
using System.Text;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>A code that was sent, and until when it is good.</summary>
internal sealed record FactorCode(string Value, DateTimeOffset ExpiresAt)
{
    private static readonly TimeSpan UsualLifetime = TimeSpan.FromMinutes(30);

    /// <summary>Makes one of the length and lifetime the policy says for the type, and puts it into the inbox.</summary>
    public static FactorCode Send(Call call, Entity policy, DeviceType type, string to, (string Purpose, string? Told) message)
    {
        var length = policy.Number($"{type.Method}.otp.otpLength") ?? 6;
        var lifetime = DevicePolicies.Period(policy, $"{type.Method}.otp.lifeTime") ?? UsualLifetime;
        var code = new FactorCode(call.Tenant.Ids.Digits(length), call.Now + lifetime);
        var sent = new Message(call.Tenant.Ids.Uuid(), to, type.Name, message.Purpose, code.Value, call.Now);
        call.Organization.Inbox.Add(message.Told is null ? sent : sent with { Text = $"{message.Told} {sent.Text}" });
        return code;
    }

    /// <summary>Takes as long for a wrong code as for a right one.</summary>
    public bool Fits(string value, DateTimeOffset now) =>
        now < ExpiresAt && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(value), Encoding.UTF8.GetBytes(Value));
}
