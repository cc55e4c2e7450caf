import { type Common, type Content, type Items, join, joinOrNone } from './props'
import { Tag, type TagOptions } from './tag'

interface Cell {
  text?: Content
  classes?: string | undefined
}

export interface Task {
  title: Cell
  href?: string | undefined
  hint?: { text?: Content } | undefined
  status: Cell & { tag?: TagOptions | undefined }
  classes?: string | undefined
}

export interface TaskListProps extends Common {
  items: Items<Task>
  idPrefix?: string | undefined
}

const Title = ({ task, describedBy }: { task: Task; describedBy: string }) =>
  task.href ? (
    <a class={join('govuk-link govuk-task-list__link', task.title.classes)} href={task.href} aria-describedby={describedBy}>
      {task.title.text}
    </a>
  ) : (
    <div class={joinOrNone(task.title.classes)}>{task.title.text}</div>
  )

const statusOf = ({ tag, text }: Task['status']): Content =>
  tag ? (
    <Tag classes={tag.classes} attributes={tag.attributes}>
      {tag.text}
    </Tag>
  ) : (
    text
  )

const TaskRow = ({ task, id }: { task: Task; id: string }) => {
  const hintId = `${id}-hint`
  const statusId = `${id}-status`
  return (
    <li class={join('govuk-task-list__item', task.href && 'govuk-task-list__item--with-link', task.classes)}>
      <div class="govuk-task-list__name-and-hint">
        <Title task={task} describedBy={join(task.hint && hintId, statusId)} />
        {task.hint && (
          <div id={hintId} class="govuk-task-list__hint">
            {task.hint.text}
          </div>
        )}
      </div>
      <div class={join('govuk-task-list__status', task.status.classes)} id={statusId}>
        {statusOf(task.status)}
      </div>
    </li>
  )
}

/** GOV.UK task list. */
export const TaskList = ({ items, idPrefix = 'task-list', classes, attributes }: TaskListProps) => (
  <ul {...attributes} class={join('govuk-task-list', classes)}>
    {items.map((task, index) => task && <TaskRow task={task} id={`${idPrefix}-${index + 1}`} />)}
  </ul>
)
