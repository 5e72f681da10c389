using System.Collections.Immutable;

namespace PingOneScenarios.Emulator.Store;

/// <summary>What PingOne would have sent by e-mail, text message or voice; the newest <see cref="Largest"/> are kept.</summary>
internal sealed class Inbox
{
    private const int Largest = 10_000;

    private ImmutableQueue<Message> messages = [];
    private int count;

    private readonly Lock gate = new();

    public void Add(Message message)
    {
        lock (gate)
        {
            messages = messages.Enqueue(message);
            if (++count <= Largest)
                return;
            messages = messages.Dequeue();
            count--;
        }
    }

    /// <summary>The oldest first; of everybody when <paramref name="recipient"/> is null. Case does not count.</summary>
    public IReadOnlyList<Message> To(string? recipient)
    {
        lock (gate)
            return [.. messages.Where(message => recipient is null || message.To.Equals(recipient, StringComparison.OrdinalIgnoreCase))];
    }

    public void Remove(string? recipient)
    {
        lock (gate)
        {
            messages = recipient is null
                ? []
                : [.. messages.Where(message => !message.To.Equals(recipient, StringComparison.OrdinalIgnoreCase))];
            count = messages.Count();
        }
    }
}

/// <summary>A message to a user.</summary>
/// <param name="Id">Of the message.</param>
/// <param name="To">An e-mail address or a telephone number.</param>
/// <param name="Channel"><c>EMAIL</c>, <c>SMS</c>, <c>VOICE</c> or <c>PUSH</c>.</param>
/// <param name="Purpose">What the code is for, such as <c>verification_code</c>.</param>
/// <param name="Code">The one-time code or link token in it, a secret; empty of a push message, which is approved or denied.</param>
/// <param name="CreatedAt">When it was sent.</param>
internal sealed record Message(string Id, string To, string Channel, string Purpose, string Code, DateTimeOffset CreatedAt)
{
    public string Text { get; init; } = Code.Length > 0 ? $"Your code is {Code}." : "Approve or deny the sign-on.";
}
