using System.Text;
using SesMailEngine.Lambda.Runtime;

namespace SesMailEngine.Lambda.Tests.Runtime;

public sealed class HttpAnswerReaderTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, "hello", false)]
    [InlineData("HTTP/1.1 200 OK\r\ncontent-length: 0\r\nConnection: close\r\n\r\n", 200, "", true)]
    [InlineData("HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nDigest: x\r\n\r\n", 202, "hello", false)]
    [InlineData("HTTP/1.0 500 \r\n\r\nto the end", 500, "to the end", true)]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", 204, "", false)]
    public async Task An_answer_is_read_however_it_arrives(string text, int status, string body, bool closes)
    {
        foreach (var step in (int[])[1, 2, 7, 1000])
        {
            var answer = await ReadAsync(text, step);

            answer.Status.ShouldBe(status);
            Encoding.ASCII.GetString(answer.Body.Span).ShouldBe(body, $"{step} bytes at a time");
            answer.Closes.ShouldBe(closes);
        }
    }

    [Fact]
    public async Task Header_names_are_found_in_any_case() =>
        (await ReadAsync("HTTP/1.1 200 OK\r\nlambda-runtime-aws-request-id:  x-1 \r\nContent-Length: 0\r\n\r\n", 5))
            .Headers["Lambda-Runtime-Aws-Request-Id"].ShouldBe("x-1");

    [Theory]
    [InlineData("SSH-2.0-OpenSSH\r\n\r\n")]
    [InlineData("HTTP/1.1 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffff0\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    public async Task What_is_no_answer_is_refused(string text) =>
        await Should.ThrowAsync<InvalidDataException>(async () => await ReadAsync(text, 16));

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel")]
    public async Task An_answer_cut_short_is_no_answer(string text) =>
        await Should.ThrowAsync<EndOfStreamException>(async () => await ReadAsync(text, 16));

    [Fact]
    public async Task Endless_heads_are_cut_off()
    {
        var lines = "HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Repeat("X: " + new string('y', 1000) + "\r\n", 100));

        await Should.ThrowAsync<InvalidDataException>(async () => await ReadAsync(lines, 4096));
        await Should.ThrowAsync<InvalidDataException>(async () => await ReadAsync("HTTP/1.1 200 " + new string('y', 200_000), 4096));
    }

    private static ValueTask<HttpAnswer> ReadAsync(string text, int step)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        var at = 0;
        return new HttpAnswerReader((buffer, _) =>
        {
            var count = Math.Min(Math.Min(step, buffer.Length), bytes.Length - at);
            bytes.AsMemory(at, count).CopyTo(buffer);
            at += count;
            return ValueTask.FromResult(count);
        }).ReadAsync(CancellationToken.None);
    }
}
