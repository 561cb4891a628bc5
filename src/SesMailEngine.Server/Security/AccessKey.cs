namespace SesMailEngine.Server.Security;

/// <summary>An access key clients sign with when the host listens beyond loopback.</summary>
/// <param name="Id">The access key id, 1 to 128 letters and digits.</param>
/// <param name="Secret">The secret access key. Never printed.</param>
public sealed record AccessKey(string Id, string Secret)
{
    /// <summary>The id alone, so that a log line cannot give the secret away.</summary>
    public override string ToString() => $"AccessKey {Id}";
}
