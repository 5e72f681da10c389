using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Journal;

/// <summary>
/// Seals and opens the bodies of rows by AES-256-GCM: form (1 byte), name of the key (4), nonce (12), tag (16), then what is sealed. Form, run,
/// number of the row and schema are authenticated with it, so that a body is good only where it was written. Safe to use from several threads.
/// </summary>
/// <param name="key">Outlives the seal.</param>
internal sealed class RowSeal(JournalKey key) : IDisposable
{
    private const int NonceAt = 5;
    private const int TagAt = 17;
    private const int SealedAt = 33;

    private readonly Lock gate = new();
    private readonly AesGcm cipher = new(key.Sealing, AesGcm.TagByteSizes.MaxSize);
    private readonly uint keyId = Convert.ToUInt32(key.Id, 16);

    /// <param name="row">With a body that anybody can read.</param>
    public JournalRow Close(JournalRow row)
    {
        var (form, plain) = PackedBody.Pack(row.Body);
        var body = new byte[SealedAt + plain.Length];
        body[0] = (byte)form;
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(1), keyId);
        var nonce = body.AsSpan(NonceAt, TagAt - NonceAt);
        RandomSource.System.Fill(nonce);
        var place = PlaceOf(row, body[0]);
        lock (gate)
            cipher.Encrypt(nonce, plain.Span, body.AsSpan(SealedAt), body.AsSpan(TagAt, SealedAt - TagAt), place);
        return row with { Body = body };
    }

    /// <exception cref="JournalException">It was sealed with another key, or is not what was written at this place.</exception>
    public JournalRow Open(JournalRow row)
    {
        var body = row.Body.Span;
        if (body.Length < SealedAt || !Enum.IsDefined((BodyForm)body[0]))
            throw Changed(row);
        if (BinaryPrimitives.ReadUInt32BigEndian(body[1..]) is var other && other != keyId)
            throw OfAnotherKey(row, other);
        var plain = new byte[body.Length - SealedAt];
        var place = PlaceOf(row, body[0]);
        try
        {
            lock (gate)
                cipher.Decrypt(body[NonceAt..TagAt], body[SealedAt..], body[TagAt..SealedAt], plain, place);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw Changed(row);
        }
        return row with { Body = PackedBody.Unpack((BodyForm)body[0], plain) };
    }

    public void Dispose() => cipher.Dispose();

    private static byte[] PlaceOf(JournalRow row, byte form)
    {
        var place = new byte[2 * sizeof(int) + 1 + Encoding.UTF8.GetByteCount(row.Run)];
        BinaryPrimitives.WriteInt32BigEndian(place, JournalRow.Schema);
        BinaryPrimitives.WriteInt32BigEndian(place.AsSpan(sizeof(int)), row.Number);
        place[2 * sizeof(int)] = form;
        Encoding.UTF8.GetBytes(row.Run, place.AsSpan(2 * sizeof(int) + 1));
        return place;
    }

    private static JournalException Changed(JournalRow row) =>
        new(
            $"row {row.Number} of the run {row.Run} is not what was written there, so it is not used",
            "bring the journal back from a copy, if there is one; what the run made has to be looked for at the server"
        );

    private JournalException OfAnotherKey(JournalRow row, uint other) =>
        new(
            $"row {row.Number} of the run {row.Run} is sealed with the key {other:x8}, and the key here is {key.Id}",
            "give the key the run was made with"
        );
}
