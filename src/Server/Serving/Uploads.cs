using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace VisEval.Server.Serving;

/// <summary>Reads bodies of requests into memory before they take a turn, so that a slow one holds up nobody: all together have a bound,
/// and each a time of its own.</summary>
/// <param name="time">The time that a body may take.</param>
/// <param name="most">The most bytes that all bodies together may have in memory.</param>
/// <param name="ending">The program ends.</param>
internal sealed class Uploads(TimeSpan time, long most, CancellationToken ending)
{
    /// <summary>The time that a picture may take, if an answer may take as long.</summary>
    public const double MostSeconds = 30;

    /// <summary>The bytes of eight of the largest pictures.</summary>
    public const long MostBytes = 8L * Upload.MostBytes;

    private readonly long _most = most;
    private long _held;

    /// <summary>Reads a body; its bytes count until what is returned is disposed of.</summary>
    /// <param name="http">The request.</param>
    /// <exception cref="Refusal">It takes too long, is too large, empty, or of another kind; or there are too many at once.</exception>
    public async Task<Held> Read(HttpContext http)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, ending);
        stop.CancelAfter(time);
        var held = new Held(this);
        try
        {
            held.Bytes = await Upload.Read(http.Request, held.Grow, stop.Token);
            return held;
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            held.Dispose();
            throw ending.IsCancellationRequested
                ? new Refusal(StatusCodes.Status503ServiceUnavailable, "The server is ending.")
                : new Refusal(StatusCodes.Status408RequestTimeout, string.Create(
                    CultureInfo.InvariantCulture,
                    $"The picture did not arrive within {time.TotalSeconds:0.###} seconds. "
                    + $"Send a smaller file, or use a faster connection."));
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>A body in memory.</summary>
    internal sealed class Held(Uploads all) : IDisposable
    {
        private long _own;

        /// <summary>Its bytes.</summary>
        public ReadOnlyMemory<byte> Bytes { get; set; }

        /// <summary>Makes room for more.</summary>
        /// <exception cref="Refusal">There is none.</exception>
        public void Grow(int count)
        {
            _own += count;
            if (Interlocked.Add(ref all._held, count) > all._most)
                throw new Refusal(
                    StatusCodes.Status503ServiceUnavailable,
                    "Too many pictures are being sent at once. Wait a moment, then send it again.");
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Interlocked.Add(ref all._held, -_own);
            (_own, Bytes) = (0, default);
        }
    }
}
