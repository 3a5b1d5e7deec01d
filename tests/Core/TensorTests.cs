using VisEval.Core;

namespace VisEval.Tests.Core;

public sealed class TensorTests
{
    [Test]
    public void Values_must_fill_the_shape()
    {
        Assert.That(() => new Tensor(new float[5], 2, 3), Throws.ArgumentException);
        Assert.That(() => new Tensor(new float[6], 2, 3).Reshape(4, 2), Throws.ArgumentException);
        Assert.That(() => Tensor.Within(new float[5], 2, 3), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void A_tensor_within_a_longer_array_shows_its_own_elements_only()
    {
        var tensor = Tensor.Within([1, 2, 3, 4, 5, 6, 99], 3, 2);
        Assert.That(tensor.Length, Is.EqualTo(6));
        Assert.That(tensor.ItemLength, Is.EqualTo(2));
        Assert.That(tensor.Item(2).ToArray(), Is.EqualTo(new float[] { 5, 6 }));
        Assert.That(() => tensor.Item(3).Length, Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(tensor.Memory.ToArray(), Is.EqualTo(new float[] { 1, 2, 3, 4, 5, 6 }));
        Assert.That(tensor.Clone().Values, Is.EqualTo(new float[] { 1, 2, 3, 4, 5, 6 }));
        Assert.That(tensor.Items(1, 2).Values, Is.EqualTo(new float[] { 3, 4, 5, 6 }));
        Assert.That(tensor.ItemTensor(0).Values, Is.EqualTo(new float[] { 1, 2 }));
        Assert.That(tensor.Reshape(6).Item(5)[0], Is.EqualTo(6));
        Assert.That(Tensor.Stack([tensor, tensor]).Values, Is.EqualTo(new float[] { 1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6 }));
        Assert.That(() => tensor.Values, Throws.InvalidOperationException, "the array holds what is not the tensor's");
    }
}
