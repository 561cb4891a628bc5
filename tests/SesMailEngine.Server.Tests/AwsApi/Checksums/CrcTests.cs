using System.Text;
using SesMailEngine.Server.AwsApi.Checksums;

namespace SesMailEngine.Server.Tests.AwsApi.Checksums;

public class CrcTests
{
    // The check values of the catalogue of parametrised CRC algorithms, for the text 123456789.
    [Theory]
    [InlineData("crc32", 0xCBF43926)]
    [InlineData("crc32c", 0xE3069283)]
    [InlineData("crc64nvme", 0xAE8B14860A799888)]
    public void The_check_value_of_each_is_right(string name, ulong expected) =>
        Find(name).Compute("123456789"u8).ShouldBe(expected);

    [Theory]
    [InlineData("crc32")]
    [InlineData("crc32c")]
    [InlineData("crc64nvme")]
    public void Pieces_give_what_the_whole_gives(string name)
    {
        var crc = Find(name);
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 100)));
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            crc.Append(crc.Compute(bytes.AsSpan(0, cut)), bytes.AsSpan(cut)).ShouldBe(crc.Compute(bytes));
        }
    }

    private static Crc Find(string name) => name switch
    {
        "crc32" => Crc.Crc32,
        "crc32c" => Crc.Crc32C,
        _ => Crc.Crc64Nvme,
    };
}
