using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using PingOneScenarios.Engine.Batch.Rows.Checking;

namespace PingOneScenarios.Engine.Batch.Rows;

/// <summary>
/// The id of each row of a batch: a hash of the batch, the cells and how often these cells stood before, so that a row keeps its id where others
/// are added or taken out. To know how often, 16 bytes of the hash of each row are kept: a million different rows take about 40 MB.
/// </summary>
/// <param name="batch">The id of the batch.</param>
/// <param name="rows">Tells which columns are secrets.</param>
/// <param name="hide">A keyed hash of a secret; null leaves secret columns out.</param>
internal sealed class RowIds(string batch, CheckedRows rows, Func<string, byte[]>? hide)
{
    private readonly RowCells cells = new(rows.SecretColumns, hide);
    private readonly Dictionary<UInt128, int> before = [];
    private readonly byte[] batchBytes = SHA256.HashData(Encoding.UTF8.GetBytes(batch));

    /// <summary>The id of the next row, 32 hexadecimal digits; rows are to come in the order of the file, each once.</summary>
    public string Next(DataRow row)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(cells.Of(row), hash);
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(before, BinaryPrimitives.ReadUInt128LittleEndian(hash), out _);
        Span<byte> all = stackalloc byte[2 * SHA256.HashSizeInBytes + sizeof(int)];
        batchBytes.CopyTo(all);
        hash.CopyTo(all[SHA256.HashSizeInBytes..]);
        BinaryPrimitives.WriteInt32LittleEndian(all[(2 * SHA256.HashSizeInBytes)..], count++);
        SHA256.HashData(all, hash);
        return Convert.ToHexStringLower(hash[..16]);
    }
}
