using SesMailEngine.Server.Tests.Hosting;

namespace SesMailEngine.Server.Tests.AwsApi.S3;

public class ListObjectsTests
{
    private static readonly string[] Keys =
        ["a.txt", "templates/a b/x", "templates/a/1", "templates/a/2", "templates/b/1", "templates/c", "z/é"];

    [Theory]
    [InlineData("", "a.txt|templates/a b/x|templates/a/1|templates/a/2|templates/b/1|templates/c|z/é")]
    [InlineData("prefix=templates/", "templates/a b/x|templates/a/1|templates/a/2|templates/b/1|templates/c")]
    [InlineData("delimiter=/", "a.txt|[templates/]|[z/]")]
    [InlineData("prefix=templates/&delimiter=/", "templates/c|[templates/a b/]|[templates/a/]|[templates/b/]")]
    [InlineData("prefix=templates/a&delimiter=/", "[templates/a b/]|[templates/a/]")]
    [InlineData("prefix=none", "")]
    [InlineData("prefix=templates/&delimiter=1", "templates/a b/x|templates/a/2|templates/c|[templates/a/1]|[templates/b/1]")]
    [InlineData("max-keys=0", "")]
    [InlineData("start-after=templates/b/1", "templates/c|z/é")]
    [InlineData("start-after=templates/a/&delimiter=/", "[z/]")]
    public async Task Keys_and_prefixes_are_listed_in_order(string query, string expected)
    {
        await using var s3 = await StartAsync();
        Show(await s3.SendAsync("GET", $"/{S3Fixture.Bucket}?list-type=2&{query}")).ShouldBe(expected);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("", 3)]
    [InlineData("delimiter=/", 1)]
    [InlineData("delimiter=/", 2)]
    [InlineData("prefix=templates/&delimiter=/", 1)]
    [InlineData("prefix=templates/&delimiter=/", 2)]
    public async Task Pages_of_V2_give_each_entry_once(string query, int size)
    {
        await using var s3 = await StartAsync();
        var whole = Entries(await s3.SendAsync("GET", $"/{S3Fixture.Bucket}?list-type=2&{query}"));
        var paged = new List<string>();
        string? token = null;
        do
        {
            var page = await s3.SendAsync("GET", $"/{S3Fixture.Bucket}?list-type=2&{query}&max-keys={size}" +
                (token is null ? "" : "&continuation-token=" + Uri.EscapeDataString(token)));
            page.XmlText("KeyCount").ShouldBe(Entries(page).Count.ToString());
            paged.AddRange(Entries(page));
            token = page.XmlText("NextContinuationToken");
            page.XmlText("IsTruncated").ShouldBe(token is null ? "false" : "true");
            paged.Count.ShouldBeLessThanOrEqualTo(whole.Count);
        }
        while (token is not null);
        paged.Order(StringComparer.Ordinal).ShouldBe(whole.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Pages_of_V1_go_on_at_the_marker()
    {
        await using var s3 = await StartAsync();
        var first = await s3.SendAsync("GET", $"/{S3Fixture.Bucket}?delimiter=/&max-keys=2");
        (Show(first), first.XmlText("NextMarker")).ShouldBe(("a.txt|[templates/]", "templates/"));
        var second = await s3.SendAsync("GET", $"/{S3Fixture.Bucket}?delimiter=/&marker=templates/");
        (Show(second), second.XmlText("IsTruncated"), second.XmlText("Marker")).ShouldBe(("[z/]", "false", "templates/"));
    }

    [Fact]
    public async Task Keys_are_percent_encoded_when_asked_for()
    {
        await using var s3 = await StartAsync();
        var listed = await s3.SendAsync("GET", $"/{S3Fixture.Bucket}?list-type=2&encoding-type=url&prefix=z");
        listed.XmlText("Key").ShouldBe("z/%C3%A9");
        listed.XmlText("EncodingType").ShouldBe("url");
    }

    [Fact]
    public async Task An_entry_says_what_is_known_of_the_object()
    {
        await using var s3 = await StartAsync();
        var listed = await s3.SendAsync("GET", $"/{S3Fixture.Bucket}?list-type=2&prefix=a");
        (listed.XmlText("Size"), listed.XmlText("ETag"), listed.XmlText("StorageClass"))
            .ShouldBe(("1", "\"9dd4e461268c8034f5c8564e155c67a6\"", "STANDARD"));
    }

    private static async Task<S3Fixture> StartAsync()
    {
        var s3 = await S3Fixture.StartAsync();
        foreach (var key in Keys) await s3.Objects.PutAsync(key, "x"u8.ToArray(), CancellationToken.None);
        return s3;
    }

    private static string Show(Answer answer) => string.Join('|', Entries(answer));

    private static List<string> Entries(Answer answer) =>
    [
        .. answer.Xml.Elements().Where(e => e.Name.LocalName == "Contents").Select(e => e.Elements().First().Value),
        .. answer.Xml.Elements().Where(e => e.Name.LocalName == "CommonPrefixes").Select(e => $"[{e.Value}]"),
    ];
}
