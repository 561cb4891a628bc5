using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Views;

/// <summary>A table whose items callers may change.</summary>
internal interface IWritableTableView : ITableView
{
    /// <summary>Refuses an item this table cannot hold.</summary>
    /// <exception cref="DynamoDbException">It cannot; the message says why.</exception>
    void Check(AttributeMap item);

    /// <summary>Writes an item that <see cref="Check"/> passed, in place of <paramref name="old"/>, which was there a moment ago.</summary>
    Task PutAsync(AttributeMap item, AttributeMap? old, CancellationToken cancellationToken);

    /// <summary>Removes the item of a key, if there is one.</summary>
    Task DeleteAsync(AttributeMap key, CancellationToken cancellationToken);
}
