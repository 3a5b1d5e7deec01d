using VisEval.Core;

namespace VisEval.Tests.Core;

public sealed class RentedBatchTests
{
    private static readonly ImageSize Size = new(3, 5, 7);

    [Test]
    public void Batches_of_one_room_share_its_array_and_have_their_own_shapes()
    {
        using var room = new RentedBatch(Size, 4);
        var (full, rest) = (room.Of(4), room.Of(2));
        Assert.That(full.Shape.ToArray(), Is.EqualTo(new[] { 4, 3, 5, 7 }));
        Assert.That(rest.Shape.ToArray(), Is.EqualTo(new[] { 2, 3, 5, 7 }));
        full.Item(1).Fill(8);
        Assert.That(rest.Item(1).ToArray(), Is.All.EqualTo(8));
    }

    [Test]
    public void There_is_no_room_for_more_images_nor_after_it_was_given_back()
    {
        var room = new RentedBatch(Size, 4);
        Assert.That(() => room.Of(5), Throws.TypeOf<ArgumentOutOfRangeException>());
        room.Dispose();
        Assert.That(() => room.Of(1), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(room.Dispose, Throws.Nothing);
    }
}
